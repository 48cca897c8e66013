"""System checks of the directory: what would make it wrong without a word."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

TILE_PLACEHOLDERS = ("{z}", "{x}", "{y}")


@register()
def region_bounds_are_sane(**kwargs: Any) -> list[CheckMessage]:
    """The bounds of the region tell a wrong point from a right one: they must be right."""
    region = settings.REGION
    in_order = region.south < region.north and region.west < region.east
    on_earth = region.south >= -90 and region.north <= 90 and abs(region.west) <= 180
    if in_order and on_earth and abs(region.east) <= 180:
        if region.contains(*reversed(region.centre)):
            return [
                Warning(
                    "Les bornes de la région ne distinguent pas la latitude de la longitude.",
                    hint="Des coordonnées inversées ne seront pas signalées.",
                    id="directory.W001",
                )
            ]
        return []
    return [
        Error(
            "Les bornes de la région sont fausses\u00a0: sud < nord, ouest < est, en degrés WGS84.",
            hint="Corrigez REGION dans les réglages.",
            id="directory.E001",
        )
    ]


@register()
def map_tiles_are_well_formed(**kwargs: Any) -> list[CheckMessage]:
    """Tiles come from one https address with the three numbers of a tile, or from nowhere."""
    tiles = settings.DIRECTORY_MAP_TILES
    if missing := {"url", "attribution", "max_zoom"} - set(tiles):
        return [
            Error(
                f"DIRECTORY_MAP_TILES n’a pas\u00a0: {', '.join(sorted(missing))}.",
                id="directory.E002",
            )
        ]
    url = tiles["url"]
    if not url:
        return []
    address = urlsplit(url)
    if address.scheme not in ("https", "http") or not address.netloc:
        return [
            Error(
                "L’adresse des tuiles de la carte n’est pas une adresse complète.",
                hint="Elle commence par https://\u00a0; laissez-la vide pour une carte sans "
                "tuiles.",
                id="directory.E003",
            )
        ]
    if not all(placeholder in url for placeholder in TILE_PLACEHOLDERS):
        return [
            Error(
                "L’adresse des tuiles de la carte doit contenir {z}, {x} et {y}.",
                id="directory.E004",
            )
        ]
    if not tiles["attribution"]:
        return [
            Warning(
                "Les tuiles de la carte n’ont pas de mention de source.",
                hint="Les fonds de carte ouverts demandent tous qu’on les cite.",
                id="directory.W002",
            )
        ]
    return []


@register(Tags.models)
def sheet_form_covers_every_list(**kwargs: Any) -> list[CheckMessage]:
    """A closed list left out of the edit form would be emptied at each save."""
    from directory.forms.terms import field_name
    from directory.models import PlacePage
    from directory.models.vocabulary import Vocabulary

    shown = set(PlacePage.get_edit_handler().get_form_options()["fields"])
    return [
        Error(
            f"La liste «\u00a0{vocabulary.label}\u00a0» manque au formulaire des lieux.",
            hint="Ajoutez un TermsPanel dans directory/admin/panels/place.py.",
            id="directory.E005",
        )
        for vocabulary in Vocabulary
        if field_name(vocabulary) not in shown
    ]


@register()
def every_relation_has_a_fate(**kwargs: Any) -> list[CheckMessage]:
    """Nothing that points to a sheet may be forgotten where it is merged in another."""
    from directory.services.merging import unforeseen

    return [
        Error(
            f"Personne ne dit ce que devient {relation} quand deux fiches sont réunies.",
            hint="Dites-le dans le module merging.py de son application (follows ou stays).",
            id="directory.E006",
        )
        for relation in unforeseen()
    ]

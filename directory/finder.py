"""The search bar, which the home page shows as well as the list."""

from typing import Any

from core.listing.addresses import Pairs, address
from directory.search.near import ALONE, DEFAULT_RADIUS, RADII, Near

RESULTS = "resultats"  # where a search lands: on a phone the form fills the first screen


def empty_finder(base: str) -> dict[str, Any]:
    """Return what an untouched search bar needs: see ``templates/components/finder.html``.

    Args:
        base: address of the directory, with its final slash.
    """
    return {
        "action": f"{base}#{RESULTS}",
        "suggestions_url": suggestions_url(base),
        "radii": radii(DEFAULT_RADIUS),
    }


def suggestions_url(base: str) -> str:
    """Return where communes are suggested while someone types."""
    return f"{base}communes.json"


def radii(radius: int, *offered: int) -> list[dict[str, Any]]:
    """Return the choices of a radius in kilometres, those *offered* besides and the one asked."""
    return [
        {
            "value": str(km),
            "label": radius_label(km),
            "selected": km == radius,
        }
        for km in sorted({*RADII, *offered, radius})
    ]


def lost_commune(near: Near) -> str:
    """What the title of a page begins with where the commune that was typed is not known."""
    return "Commune inconnue\u00a0: " if near.typed and not near else ""


def finder_values(near: Near) -> dict[str, Any]:
    """Return what the search bar shows of the place sought."""
    unknown = bool(lost_commune(near))
    shown: dict[str, Any] = {
        "commune": near.typed,
        "commune_key": "",
        "lat": "",
        "lon": "",
        "errors": ["Commune inconnue\u00a0: vérifiez son nom, ou son code postal."]
        if unknown
        else [],
    }
    centre = near.centre
    if centre is None:
        return shown
    if centre.commune:
        return shown | {"commune": str(centre.commune), "commune_key": centre.commune.key}
    if centre.address:
        return shown
    return shown | {"lat": str(centre.latitude), "lon": str(centre.longitude)}


def asked_line(text: str, near: Near, *besides: str) -> str:
    """Say on one line what was asked of the search bar: « impôts · Mortain-Bocage · 20 km ».

    Args:
        text: what is sought, as it was typed.
        near: where, which is said though it is not known: it is there to be mended.
        besides: what else the bar asks, as visitors read it; empty texts are left out.
    """
    where = [near.centre.name if near.centre else near.typed]
    if near.centre:
        where.append(radius_label(near.radius))
    return " · ".join(filter(None, [text, *where, *besides]))


def radius_label(km: int) -> str:
    """Say a radius: « 20 km », or the commune alone."""
    return "cette commune seulement" if km == ALONE else f"{km}\u00a0km"


def hidden_fields(parameters: Pairs) -> list[dict[str, str]]:
    """Return the *parameters* as hidden fields of a form."""
    return [{"name": name, "value": value} for name, value in parameters]


def other_communes_message(near: Near) -> str:
    """Ask which commune was meant, where several bear the name typed, or one nearly does."""
    if near.likely:
        return "Vouliez-vous dire\u00a0:"
    if not near.other_communes or near.centre is None:
        return ""
    return f"Nous avons cherché autour {near.centre.of_name}. Une autre commune\u00a0?"


def other_communes(near: Near, base: str, asked: Pairs) -> list[dict[str, str]]:
    """Return what else the commune typed may be, as links to the list *base*."""
    kept = [pair for pair in asked if pair[0] != "commune"]
    return [
        {"label": match.label, "url": address(base, [*kept, ("commune", match.commune.key)])}
        for match in near.likely or near.other_communes
    ]

"""« /annuaire/donnees-ouvertes/ »: what the exports hold, where it comes from, how to use it."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe
from wagtail import hooks

from core.text.elision import of
from core.text.words import slug_of
from directory.models import PlacePage
from directory.search.edition import Edition
from directory.standard.fields import COLUMNS, SEPARATOR

from .exports import FORMATS, LICENCE_NAME, LICENCE_URL

if TYPE_CHECKING:
    from directory.models import DirectoryPage

STANDARD_URL = "https://schema.data.gouv.fr/LaMednum/standard-mediation-num/"
OWN_SOURCE = "Saisie sur ce site"

TOWN = settings.REGION.towns[0]
EXAMPLES = (
    (
        f"Les lieux à moins de 20\u00a0km {of(TOWN.name)}",
        f"lieux.csv?commune={TOWN.code}-{slug_of(TOWN.name)}&rayon=20",
    ),
    (
        f"Les tiers-lieux {settings.REGION.of_departement}",
        f"lieux.json?type=tiers-lieu&departement={settings.REGION.departement}",
    ),
    ("Les lieux qui parlent d’imprimante, sur une carte", "lieux.geojson?q=imprimante"),
)
# What each column of the standard holds here.
MEANINGS = {
    "id": "Identifiant du lieu, qui ne change pas.",
    "pivot": "Numéro SIRET, ou numéro RNA d’une association ; quatorze zéros s’il est inconnu.",
    "nom": "Nom du lieu.",
    "commune": "Nom de la commune.",
    "code_postal": "Code postal, en texte.",
    "code_insee": "Code de la commune selon l’INSEE, en texte.",
    "adresse": "Numéro et rue.",
    "complement_adresse": "Bâtiment, étage, lieu-dit.",
    "latitude": "Latitude en degrés (WGS84).",
    "longitude": "Longitude en degrés (WGS84).",
    "typologie": "Nature de la structure, en codes du standard.",
    "telephone": "Un numéro, au format international.",
    "courriels": "Adresses électroniques du lieu.",
    "site_web": "Sites et réseaux sociaux.",
    "horaires": "Horaires au format d’OpenStreetMap (opening_hours).",
    "presentation_resume": "Présentation en 280 caractères au plus.",
    "presentation_detail": "Présentation complète.",
    "source": "Qui a recueilli les données.",
    "itinerance": "Lieu fixe ou itinérant.",
    "structure_parente": "Réseau ou structure dont le lieu dépend.",
    "date_maj": "Jour où la fiche a été vérifiée, ou date des données de la source.",
    "services": "Services rendus.",
    "publics_specifiquement_adresses": "Publics visés ; vide : tout public.",
    "prise_en_charge_specifique": "Accueil adapté à un handicap, à une langue, à l’illettrisme.",
    "frais_a_charge": "Gratuit, payant, ou gratuit sous condition.",
    "dispositif_programmes_nationaux": "Dispositifs nationaux dont le lieu fait partie.",
    "formations_labels": "Formations et labels nationaux.",
    "autres_formations_labels": "Autres formations et labels, dont ceux de la Région.",
    "modalites_acces": "Comment prendre contact.",
    "modalites_accompagnement": "Seul, avec une personne, en atelier ou à distance.",
    "fiche_acces_libre": "Fiche du lieu sur Acceslibre.",
    "prise_rdv": "Adresse de prise de rendez-vous en ligne.",
}


@require_safe
def open_data(request: HttpRequest, directory: "DirectoryPage") -> HttpResponse:
    """Show how to take the data of the directory away, and to whom it is owed."""
    base_url = directory.get_full_url(request) or ""
    edition = Edition()
    context = {
        "page": directory,
        "crumbs": [{"title": directory.title, "url": directory.get_url(request)}],
        "edition": edition,
        "formats": [
            {
                "name": file_format.name,
                "text": file_format.text,
                "url": f"{base_url}lieux.{extension}",
            }
            for extension, file_format in FORMATS.items()
        ],
        "base_url": base_url,
        "examples": [{"text": text, "url": f"{base_url}{query}"} for text, query in EXAMPLES],
        "sources": sources(),
        "columns": columns(),
        "separator": SEPARATOR,
        "licence": {"name": LICENCE_NAME, "url": LICENCE_URL},
        "standard_url": STANDARD_URL,
        "network": settings.REGION.network,
        "sections": _sections(request),
    }
    return render(request, "directory/open_data.html", context)


def _sections(request: HttpRequest) -> list[SafeString]:
    """Return what other apps publish as open data, by the hook « directory_open_data_section ».

    Each function takes the request, and returns a section or an empty text.
    """
    added = (add(request) for add in hooks.get_hooks("directory_open_data_section"))
    return [section for section in added if section]


def sources() -> list[dict[str, Any]]:
    """Return who the published places come from: name, number of places, latest date."""
    rows = PlacePage.objects.published().without_examples().by_source()
    return [row | {"source": row["source"] or OWN_SOURCE} for row in rows]


def columns() -> list[dict[str, str]]:
    """Return the columns of the standard, in their order, each with what it holds here."""
    return [
        {
            "name": column.name,
            "text": MEANINGS[column.name],
            "values": _values(column.multiple, bool(column.vocabulary)),
            "required": "Oui" if column.required else "Non",
        }
        for column in COLUMNS
    ]


def _values(multiple: bool, closed: bool) -> str:
    number = "Plusieurs" if multiple else "Une"
    return f"{number}, d’une liste fermée" if closed else number

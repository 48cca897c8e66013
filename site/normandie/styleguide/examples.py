"""Example data of the component page: invented places, numbers and addresses that lead nowhere."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.templatetags.static import static
from django.utils.functional import lazy

from directory.finder import empty_finder
from directory.search.opening import OPENING_LABELS
from directory.search.places import ORDERS as PLACE_ORDERS

from . import event_examples, guide_examples
from .figure_examples import CHART, FIGURES, FORMULAS
from .form_page import ReportForm
from .search_examples import SEARCH_COMPONENTS

VERIFIED_ON = date(2026, 11, 12)


EMPTY_FORM = ReportForm(auto_id="vide_%s")
WRONG_FORM = ReportForm({"email": "camille@", "message": ""}, auto_id="faux_%s")

PHOTO = {
    "url": lazy(static, str)("img/example-photo.svg"),
    "width": 480,
    "height": 600,
    "alt": "Un bureau devant une fenêtre qui donne sur la mer.",
}


def state(kind: str, label: str) -> dict[str, str]:
    return {"kind": kind, "label": label}


OPEN = state("open", "Ouvert jusqu’à 18\u00a0h")
REOPENS = state("reopens", "Ouvre à 14\u00a0h")
CLOSED = state("closed", "Fermé")
UNKNOWN = state("unknown", "Horaires à confirmer")


def place(title: str, **details: Any) -> dict[str, Any]:
    """Return what a card shows of an invented place."""
    return {
        "title": title,
        "url": "/styleguide/fiche/",
        "kinds": ["Espace public numérique (EPN)"],
        "address": "12 rue de la Marine",
        "commune": "Caen",
        "phone": "02 00 00 00 00",
        "phone_url": "tel:+33200000000",
        "distance": "",
        "state": OPEN,
        "day_hours": "",
        "week": "Du lundi au vendredi de 9\u00a0h à 18\u00a0h.",
        "reasons": [],
        "services": ["Faire une démarche en ligne", "Apprendre les bases", "Imprimer, numériser"],
        "labels": [],
        "from_price": "",
        "photo": None,
        "dated": "Vérifié le 12 novembre 2026",
        "compare": "",
        "is_example": False,
        "moves": False,
        "passage": "",
    } | details


PLACES = [
    place("La Passerelle", distance="850\u00a0m"),
    place(
        "Le Phare, atelier partagé",
        kinds=["Tiers-lieu", "Espace public numérique (EPN)"],
        compare="le-phare",
        address="3 quai de la Fonderie",
        distance="2,4\u00a0km",
        state=REOPENS,
        services=["Poste de travail", "Salle de réunion", "Imprimante 3D", "Fibre"],
        labels=["Tiers-Lieux Normandie (exemple à valider)"],
        from_price="dès 12 € la journée",
        photo=PHOTO,
    ),
    place(
        "Médiathèque intercommunale du Pays de la Touques et de la Côte fleurie",
        address="Place du Maréchal-Foch",
        commune="Saint-Aubin-sur-Mer",
        distance="11\u00a0km",
        state=CLOSED,
    ),
    place(
        "France services de Bellengreville",
        kinds=["Autre lieu d’aide numérique"],
        address="",
        commune="Bellengreville",
        distance="14,2\u00a0km",
        state=UNKNOWN,
        services=[],
    ),
    place(
        "Le Bus numérique",
        address="",
        commune="",
        distance="9\u00a0km",
        state={"kind": "moves", "label": "Se déplace"},
        moves=True,
        passage="Passe à Trévières le mardi, 9\u00a0h\u00a0–\u00a012\u00a0h",
    ),
    place(
        "La Lanterne (exemple)",
        kinds=["Tiers-lieu"],
        address="2 rue de l’Exemple",
        distance="16\u00a0km",
        is_example=True,
    ),
]

CHOICES = [
    {"value": "epn", "label": "Espace public numérique (EPN)", "count": "143", "checked": True},
    {"value": "tiers-lieu", "label": "Tiers-lieu", "count": "74", "checked": False},
    {"value": "aide", "label": "Autre lieu d’aide numérique", "count": "9", "checked": False},
]
EPCI_NAMES = (
    "Caen la Mer", "Cœur de Nacre", "Évreux Portes de Normandie", "Granville Terre et Mer",
    "Le Cotentin", "Le Havre Seine Métropole", "Métropole Rouen Normandie", "Saint-Lô Agglo",
    "Seine-Eure", "Terre d’Auge", "Villedieu Intercom", "Yvetot Normandie",
)  # fmt: skip
LONG_CHOICES = [
    {"value": str(rank), "label": name, "count": str(40 - 3 * rank), "checked": False}
    for rank, name in enumerate(EPCI_NAMES)
]
FACETS: list[dict[str, Any]] = [
    {"legend": "Type de lieu", "name": "type", "choices": CHOICES, "open": True, "chosen": "1"},
    {
        "legend": "Intercommunalité",
        "name": "epci",
        "choices": LONG_CHOICES,
        "open": False,
        "chosen": "",
    },
    {
        "legend": "Besoin",
        "name": "service",
        "choices": CHOICES,
        "open": False,
        "chosen": "",
    },
]
OPENINGS = [("", "Peu importe"), *OPENING_LABELS.items()]

TAGS = [
    {"label": "Espace public numérique (EPN)", "url": "/styleguide/liste/"},
    {"label": "À moins de 20\u00a0km de Caen", "url": "/styleguide/liste/"},
]
ORDERS = [
    {"label": label, "url": f"/styleguide/liste/?tri={order}", "current": order == "distance"}
    for order, label in PLACE_ORDERS.items()
]
FINDER = empty_finder("/annuaire/") | {"action": "/styleguide/liste/"}


def pages(number: int, label: str) -> dict[str, Any]:
    """Return the arguments of the pagination on page *number* of 9."""
    page = Paginator(range(212), 24).page(number)
    shown = sorted({1, max(number - 1, 1), number, min(number + 1, 9), 9})
    links: list[dict[str, Any]] = []
    for previous, current in zip([0, *shown], shown, strict=False):
        if current - previous > 1:
            links.append({"gap": True})
        url = f"/styleguide/liste/?page={current}"
        links.append({"number": current, "url": url, "current": current == number, "gap": False})
    return {
        "page": page,
        "links": links,
        "label": label,
        "previous_url": f"/styleguide/liste/?page={number - 1}" if number > 1 else "",
        "next_url": f"/styleguide/liste/?page={number + 1}" if number < 9 else "",
    }


def day(name: str, *ranges: str, note: str = "", today: bool = False) -> dict[str, Any]:
    """Return a day of the table of hours."""
    return {"name": name, "ranges": list(ranges), "note": note, "is_today": today}


HOURS = {
    "caption": "Horaires des sept prochains jours",
    "days": [
        day("Mardi 10", "9\u00a0h – 12\u00a0h\u00a030", "14\u00a0h – 18\u00a0h", today=True),
        day("Mercredi 11", note="Férié\u00a0: Armistice de 1918"),
        day("Jeudi 12", "14\u00a0h – 20\u00a0h", note="Atelier du soir"),
        day("Vendredi 13", "9\u00a0h – 12\u00a0h\u00a030"),
        day("Samedi 14", "10\u00a0h – 12\u00a0h"),
        day("Dimanche 15"),
        day("Lundi 16"),
    ],
    "note": "D’habitude\u00a0: du mardi au vendredi de 9\u00a0h à 12\u00a0h\u00a030. Fermé les "
    "jours fériés.",
}

CONTACT = {
    "phone": "02 00 00 00 00",
    "phone_url": "tel:+33200000000",
    "sms_url": "",
    "booking_url": "https://exemple.invalid/rendez-vous",
    "relay_url": "https://exemple.invalid/relais",
    "emails": ["accueil@exemple.invalid"],
    "sites": [{"label": "exemple.invalid", "url": "https://exemple.invalid/", "kind": "Site web"}],
    "address": ["3 quai de la Fonderie", "Bâtiment B", "14000 Caen"],
    "office": [],
}

ROUTES = [{"label": label, "url": "https://exemple.invalid/"} for label in ("à pied", "en voiture")]
FACTS = [
    {"term": "Postes de travail", "lines": ["18 postes"]},
    {"term": "Débit d’internet", "lines": ["800 Mbit/s en réception"]},
    {"term": "Pour qui", "lines": ["Jeunes", "Familles et enfants"]},
]
PAGE_CARDS = [
    {"title": "Le réseau", "url": "/styleguide/", "text": "Qui le compose, et depuis quand."},
    {"title": "Le label", "url": "/styleguide/", "text": "Ce qu’il demande aux lieux."},
    {"title": "Le glossaire", "url": "/styleguide/", "text": ""},
]
PICTURE = PHOTO | {"sources": []}

COLOURS = (
    "page", "surface", "sunken", "ink", "ink-soft", "line-strong", "action", "sea", "sea-deep",
    "apple", "marker", "open-wash", "warning-wash", "closed-wash", "label-wash", "error-wash",
)  # fmt: skip

# Components drawn for the dark ground of the band.
ON_SEA = {"finder", "search_box"}

# Each component of templates/components/ with its states: (caption, arguments).
COMPONENTS: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "alert": [
        ("Information", {"kind": "info", "message": "Le réseau compte 215 lieux."}),
        ("Succès", {"kind": "success", "message": "Nous avons votre message."}),
        (
            "Avertissement avec liste",
            {
                "kind": "warning",
                "message": "Plusieurs communes portent ce nom. Laquelle cherchez-vous\u00a0?",
                "items": [{"label": "Saint-Aubin-sur-Mer (Calvados)", "url": "/styleguide/"}],
            },
        ),
        ("Erreur", {"kind": "error", "message": "Cette commune n’est pas en Normandie."}),
    ],
    "badge": [
        ("Ouvert", OPEN),
        ("Fermé, ouvre plus tard", REOPENS),
        ("Fermé", CLOSED),
        ("Horaires inconnus", UNKNOWN),
        ("Label", state("label", "Tiers-Lieux Normandie")),
        ("Annulé", state("cancelled", "Annulé")),
        ("Reporté", state("postponed", "Reporté")),
        ("Passé en ligne", state("online", "Passé en ligne")),
    ],
    "button": [
        ("Action principale", {"label": "Envoyer"}),
        ("Avec icône", {"label": "Télécharger", "icon": "download"}),
        ("Accent, sur fond sombre ou clair", {"label": "Rechercher", "variant": "accent"}),
        ("Secondaire", {"label": "Tout effacer", "variant": "plain"}),
        ("Discret", {"label": "Autour de moi", "variant": "quiet", "icon": "locate"}),
        ("Lien", {"label": "Voir tous les lieux", "url": "/styleguide/liste/"}),
    ],
    "chart": [("Trois lignes", {"chart": CHART, "table_class": "table"})],
    "contact_card": [("Tout est connu", {"contact": CONTACT, "routes": ROUTES})],
    "empty_state": [
        (
            "Aucun résultat",
            {
                "title": "Aucun lieu ne correspond",
                "message": "Élargissez la distance ou retirez un filtre.",
                "actions": [{"label": "Chercher à 50\u00a0km", "url": "/styleguide/liste/"}],
            },
        )
    ],
    **event_examples.COMPONENTS,
    "facet": [("Déplié", FACETS[0]), ("Longue liste, repliée", FACETS[1])],
    "field": [
        ("Courriel, facultatif", {"field": EMPTY_FORM["email"]}),
        ("Courriel, faux", {"field": WRONG_FORM["email"]}),
        ("Choix", {"field": EMPTY_FORM["subject"]}),
        ("Choix, faux", {"field": WRONG_FORM["subject"]}),
        ("Liste", {"field": EMPTY_FORM["place"]}),
        ("Texte long", {"field": EMPTY_FORM["message"]}),
    ],
    "finder": [("Vide", FINDER)],
    "hours_table": [("Une semaine", HOURS)],
    "key_facts": [("Une ligne, ou plusieurs", {"facts": FACTS})],
    "page_cards": [("Trois pages", {"cards": PAGE_CARDS})],
    "pagination": [
        ("Première page", pages(1, "Pages, début")),
        ("Au milieu", pages(5, "Pages, milieu")),
    ],
    "picture": [("Deux formats", {"picture": PICTURE, "sizes": "21rem"})],
    "place_card": [
        (card["state"]["label"], {"place": card, "compare_form": "comparer"}) for card in PLACES
    ],
    "key_figures": [("Deux chiffres, dont un avec sa source", {"figures": FIGURES})],
    "price_table": [("Quatre formules", {"formulas": FORMULAS})],
    "report_link": [
        (
            "Avec source",
            {"url": "/styleguide/", "source": "Réseau d’exemple", "verified_on": VERIFIED_ON},
        )
    ],
    "site_alert": [
        (
            "Information avec lien",
            {
                "kind": "info",
                "text": "Une nouvelle formation des médiateurs ouvre en janvier.",
                "link": {"label": "Voir le programme", "url": "/styleguide/"},
            },
        ),
        ("Attention", {"kind": "warning", "text": "Les lieux de l’Orne ferment jeudi à midi."}),
        ("Urgent", {"kind": "error", "text": "Le lieu de la Marine est évacué."}),
    ],
    **SEARCH_COMPONENTS,
    "sort": [("Tous les ordres", {"options": ORDERS})],
    "tag": [(tag["label"], tag) for tag in TAGS],
    **guide_examples.COMPONENTS,
}

LIST_PAGE = {
    "finder": FINDER | {"q": "imprimer", "commune": "Caen (14000)", "commune_key": "14118-caen"},
    "facets": FACETS,
    "openings": OPENINGS,
    "places": PLACES,
    "tags": TAGS,
    "orders": ORDERS,
    "pagination": pages(2, "Pages de la liste"),
}
PLACE_PAGE = {
    "verified_on": VERIFIED_ON,
    "place": PLACES[1],
    "contact": CONTACT,
    "routes": ROUTES,
    "hours": HOURS,
    "facts": FACTS,
    "formulas": FORMULAS,
    "services": CHOICES,
    "nearby": PLACES[2:],
    "crumbs": [{"title": "Trouver un lieu", "url": "/styleguide/liste/"}],
}

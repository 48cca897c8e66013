"""Example data of the component page: invented places, numbers and addresses that lead nowhere."""

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.templatetags.static import static
from django.utils.functional import lazy

VERIFIED_ON = date(2026, 11, 12)
SUGGESTIONS_URL = "/annuaire/communes.json"


class ReportForm(forms.Form):
    """Fields of every sort that the site uses."""

    email = forms.EmailField(
        label="Votre courriel", required=False, help_text="Seulement pour vous répondre."
    )
    subject = forms.ChoiceField(
        label="Qu’est-ce qui ne va pas ?",
        choices=[("horaires", "Les horaires"), ("adresse", "L’adresse"), ("autre", "Autre chose")],
        widget=forms.RadioSelect,
    )
    place = forms.ChoiceField(label="Lieu", choices=[("1", "La Passerelle"), ("2", "Le Phare")])
    message = forms.CharField(label="Votre message", widget=forms.Textarea(attrs={"rows": 4}))


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


OPEN = state("open", "Ouvert jusqu’à 18 h")
REOPENS = state("reopens", "Fermé, rouvre à 14 h")
CLOSED = state("closed", "Fermé, rouvre mardi à 9 h")
UNKNOWN = state("unknown", "Horaires à confirmer")


def place(title: str, **details: Any) -> dict[str, Any]:
    """Return what a card shows of an invented place."""
    return {
        "title": title,
        "url": "/styleguide/fiche/",
        "kinds": ["Espace public numérique (EPN)"],
        "address": "12 rue de la Marine",
        "commune": "Caen",
        "distance": "",
        "state": OPEN,
        "services": ["Faire une démarche en ligne", "Apprendre les bases", "Imprimer, numériser"],
        "labels": [],
        "from_price": "",
        "photo": None,
        "dated": "Vérifié le 12 novembre 2026",
    } | details


PLACES = [
    place("La Passerelle", distance="850 m"),
    place(
        "Le Phare, atelier partagé",
        kinds=["Tiers-lieu", "Espace public numérique (EPN)"],
        address="3 quai de la Fonderie",
        distance="2,4 km",
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
        distance="11 km",
        state=CLOSED,
    ),
    place(
        "France services de Bellengreville",
        kinds=["Autre lieu d’aide numérique"],
        address="",
        commune="Bellengreville",
        distance="14,2 km",
        state=UNKNOWN,
        services=[],
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
    {"legend": "Territoire", "name": "epci", "choices": LONG_CHOICES, "open": False, "chosen": ""},
    {
        "legend": "Ce que vous voulez faire",
        "name": "service",
        "choices": CHOICES,
        "open": False,
        "chosen": "",
    },
]
OPENINGS = [("", "Peu importe"), ("maintenant", "Ouvert maintenant"), ("plus-tard", "Plus tard")]

TAGS = [
    {"label": "Espace public numérique (EPN)", "url": "/styleguide/liste/"},
    {"label": "À moins de 20 km de Caen", "url": "/styleguide/liste/"},
]
ORDERS = [
    {"label": "Distance", "url": "/styleguide/liste/?tri=distance", "current": True},
    {"label": "Nom", "url": "/styleguide/liste/?tri=nom", "current": False},
    {"label": "Fiches les plus récentes", "url": "/styleguide/liste/?tri=recent", "current": False},
]
RADII = [{"value": str(km), "label": f"{km} km", "selected": km == 20} for km in (5, 10, 20, 50)]
FINDER = {"action": "/styleguide/liste/", "suggestions_url": SUGGESTIONS_URL, "radii": RADII}


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


DAYS = [
    {"name": "Lundi", "ranges": [], "note": "", "is_today": False},
    {"name": "Mardi", "ranges": ["9 h – 12 h 30", "14 h – 18 h"], "note": "", "is_today": False},
    {"name": "Mercredi", "ranges": ["9 h – 18 h"], "note": "", "is_today": True},
    {"name": "Jeudi", "ranges": ["14 h – 20 h"], "note": "Atelier du soir", "is_today": False},
    {"name": "Vendredi", "ranges": [], "note": "Jour férié", "is_today": False},
    {"name": "Samedi", "ranges": ["10 h – 12 h"], "note": "", "is_today": False},
    {"name": "Dimanche", "ranges": [], "note": "", "is_today": False},
]
HOURS = {
    "caption": "Horaires de cette semaine",
    "days": DAYS,
    "note": "Pendant les vacances scolaires : du mardi au vendredi, de 10 h à 16 h.",
}

CONTACT = {
    "phone": "02 00 00 00 00",
    "phone_url": "tel:+33200000000",
    "booking_url": "https://exemple.invalid/rendez-vous",
    "emails": ["accueil@exemple.invalid"],
    "sites": [{"label": "exemple.invalid", "url": "https://exemple.invalid/"}],
    "address": ["Le Phare", "3 quai de la Fonderie", "14000 Caen"],
}

FACTS = [
    {"term": "Postes de travail", "value": "18"},
    {"term": "Débit de la connexion", "value": "800 Mbit/s"},
    {"term": "Publics accueillis", "lines": ["Tous publics", "Familles, enfants"]},
    {
        "term": "Accessibilité du lieu",
        "value": "Fiche Acceslibre",
        "url": "https://exemple.invalid",
    },
]
FORMULAS = [
    {"desk": "Poste nomade", "period": "la demi-journée", "price": "8 €", "note": "Café compris"},
    {"desk": "Poste nomade", "period": "la journée", "price": "12 €", "note": ""},
    {"desk": "Bureau fermé", "period": "le mois", "price": "240 €", "note": ""},
    {"desk": "Salle de réunion", "period": "l’heure", "price": "Sur devis", "note": "10 personnes"},
]

COLOURS = (
    "page", "surface", "sunken", "ink", "ink-soft", "line-strong", "action", "sea", "sea-deep",
    "apple", "marker", "open-wash", "soon-wash", "closed-wash", "label-wash", "error-wash",
)  # fmt: skip

# Components drawn for the dark ground of the band.
ON_SEA = {"finder"}

# Each component of templates/components/ with its states: (caption, arguments).
COMPONENTS: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "alert": [
        ("Information", {"kind": "info", "message": "Le réseau compte 215 lieux."}),
        ("Succès", {"kind": "success", "title": "Merci.", "message": "Nous avons votre message."}),
        (
            "Avertissement avec liste",
            {
                "kind": "warning",
                "title": "Plusieurs communes portent ce nom.",
                "message": "Laquelle cherchez-vous ?",
                "items": [{"label": "Saint-Aubin-sur-Mer (Calvados)", "url": "/styleguide/"}],
            },
        ),
        ("Erreur", {"kind": "error", "message": "Cette commune n’est pas en Normandie."}),
    ],
    "badge": [
        ("Ouvert", OPEN),
        ("Fermé, rouvre aujourd’hui", REOPENS),
        ("Fermé", CLOSED),
        ("Horaires inconnus", UNKNOWN),
        ("Label", state("label", "Tiers-Lieux Normandie")),
        ("Exemple", state("example", "Exemple à valider")),
        ("Neutre", state("neutral", "Nouveau")),
    ],
    "button": [
        ("Action principale", {"label": "Envoyer", "type": "submit"}),
        ("Avec icône", {"label": "Télécharger", "icon": "download", "type": "button"}),
        ("Accent, sur fond sombre ou clair", {"label": "Rechercher", "variant": "accent"}),
        ("Secondaire", {"label": "Tout effacer", "variant": "plain", "type": "reset"}),
        ("Discret", {"label": "Autour de moi", "variant": "quiet", "icon": "locate"}),
        ("Lien", {"label": "Voir tous les lieux", "url": "/styleguide/liste/"}),
    ],
    "contact_card": [("Tout est connu", {"contact": CONTACT})],
    "empty_state": [
        (
            "Aucun résultat",
            {
                "title": "Aucun lieu ne correspond",
                "message": "Élargissez la distance ou retirez un filtre.",
                "actions": [{"label": "Chercher à 50 km", "url": "/styleguide/liste/"}],
            },
        )
    ],
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
    "key_facts": [("Valeurs, listes et liens", {"facts": FACTS})],
    "pagination": [
        ("Première page", pages(1, "Pages, début")),
        ("Au milieu", pages(5, "Pages, milieu")),
    ],
    "place_card": [(card["state"]["label"], {"place": card}) for card in PLACES],
    "price_table": [("Quatre formules", {"formulas": FORMULAS})],
    "report_link": [
        (
            "Avec source",
            {"url": "/styleguide/", "source": "exemple", "verified_on": VERIFIED_ON},
        )
    ],
    "sort": [("Trois ordres", {"options": ORDERS})],
    "tag": [(tag["label"], tag) for tag in TAGS],
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
    "hours": HOURS,
    "facts": FACTS,
    "formulas": FORMULAS,
    "services": CHOICES,
    "nearby": PLACES[2:],
    "crumbs": [{"title": "Trouver un lieu", "url": "/styleguide/liste/"}],
}

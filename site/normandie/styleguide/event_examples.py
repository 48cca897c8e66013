"""Example data of the components of events."""

from typing import Any

from events.dates import DateLine


def date_line(day: str, **details: Any) -> DateLine:
    """Return an invented date of an invented workshop."""
    lasting: dict[str, Any] = {
        "iso": "2026-12-01T14:00:00+01:00",
        "time": "de 14\u00a0h à 16\u00a0h",
        "badge": None,
        "note": "",
        "moved_from": "",
        "held": True,
        "title": "Premiers pas avec la tablette",
        "url": "/styleguide/",
        "where": "La Passerelle, Caen",
    }
    return DateLine(day=day, **(lasting | details))


def event(title: str, **details: Any) -> dict[str, Any]:
    """Return what a card shows of a date."""
    return {
        "title": title,
        "url": "/styleguide/",
        "time": "14\u00a0h – 16\u00a0h",
        "starts_at": "2026-12-08T14:00",
        "said_day": "mardi 8 décembre",
        "start": "14\u00a0h",
        "kind": "Atelier",
        "place": "La Passerelle",
        "commune": "Caen",
        "distance": "",
        "attendance": "",
        "price": "Gratuit",
        "state": None,
        "note": "",
        "moved_from": "",
        "is_held": True,
        "is_example": False,
    } | details


EVENT_CARDS: list[tuple[str, dict[str, Any]]] = [
    ("Prévu", {"event": event("Premiers pas sur l’ordinateur", distance="2,4\u00a0km")}),
    (
        "Complet, exemple de démonstration",
        {
            "event": event(
                "Réparer plutôt que jeter",
                price="5\u00a0€",
                state={"kind": "closed", "label": "Complet"},
                is_example=True,
            )
        },
    ),
    (
        "Annulé, avec sa raison",
        {
            "event": event(
                "Vos photos, du téléphone à l’album",
                price="",
                state={"kind": "cancelled", "label": "Annulé"},
                note="L’animatrice est souffrante.",
                is_held=False,
            ),
        },
    ),
    (
        "Reporté à une autre date",
        {
            "event": event(
                "Ranger ses photos",
                price="Prix libre, à partir de deux euros",
                moved_from="le mardi 1er décembre 2026",
                note="La salle n’était pas libre.",
            )
        },
    ),
    (
        "Passé en ligne",
        {
            "event": event(
                "Reconnaître une arnaque",
                kind="Conférence",
                state={"kind": "online", "label": "Passé en ligne"},
            )
        },
    ),
]

COMPONENTS: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "event_card": EVENT_CARDS,
    "event_date": [
        ("Prévue", {"date": date_line("mardi 1er décembre 2026")}),
        (
            "Annulée, avec sa raison",
            {
                "date": date_line(
                    "mardi 8 décembre 2026",
                    badge={"kind": "cancelled", "label": "Annulé"},
                    note="L’animatrice est absente.",
                )
            },
        ),
        (
            "Déplacée, sans lien",
            {
                "date": date_line(
                    "mercredi 16 décembre 2026",
                    moved_from="le mardi 15 décembre 2026",
                    title="",
                    where="",
                )
            },
        ),
    ],
    "share": [
        (
            "Avec une affiche",
            {
                "title": "Garder ou envoyer cette page",
                "share_url": "https://exemple.invalid/",
                "share_title": "Un atelier",
                "mail_url": "mailto:?subject=Un%20atelier",
                "poster_url": "/styleguide/",
            },
        )
    ],
}

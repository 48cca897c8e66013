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


COMPONENTS: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "event_date": [
        ("Prévue", {"date": date_line("mardi 1er décembre 2026")}),
        (
            "Annulée, avec sa raison",
            {
                "date": date_line(
                    "mardi 8 décembre 2026",
                    badge={"kind": "closed", "label": "Annulé"},
                    note="L’animatrice est absente.",
                )
            },
        ),
        (
            "Déplacée, sans lien",
            {
                "date": date_line(
                    "mercredi 16 décembre 2026",
                    moved_from="mardi 15 décembre 2026",
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

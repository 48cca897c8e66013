"""What differs between two versions of a workshop, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.text.cleaning import plain_text
from directory.models import Vocabulary
from events import comparisons
from events.booking import price_of
from events.models import EventPage

Say = Callable[[EventPage], str]


@dataclass(frozen=True)
class Change:
    label: str
    theirs: str
    mine: str


def _terms(vocabulary: Vocabulary) -> Say:
    return lambda event: ", ".join(
        str(term) for term in event.terms.all() if term.vocabulary == vocabulary
    )


SAID: dict[str, Say] = {
    "Titre": lambda event: event.title,
    "Jour": lambda event: comparisons.day(event, "starts_on"),
    "Début": lambda event: comparisons.hour(event, "start_time"),
    "Fin": lambda event: comparisons.hour(event, "end_time"),
    "Répétition": lambda event: comparisons.repetition(event, "rule"),
    "Sauf vacances scolaires": lambda event: comparisons.yes_or_no(event, "skip_school_holidays"),
    "Sauf jours fériés": lambda event: comparisons.yes_or_no(event, "skip_public_holidays"),
    "Dates ajoutées": lambda event: comparisons.days(event, "added_dates"),
    "Dates exclues": lambda event: comparisons.days(event, "excluded_dates"),
    "Présentation courte": lambda event: event.summary,
    "Présentation détaillée": lambda event: plain_text(event.body),
    "Type": lambda event: event.kind_label,
    "Niveau": lambda event: event.get_level_display(),
    "Thèmes": lambda event: comparisons.themes(event, "themes"),
    "Publics": _terms(Vocabulary.AUDIENCE),
    "Accueil adapté": _terms(Vocabulary.CARE),
    "Prix": price_of,
    "Nombre de places": lambda event: str(event.capacity or ""),
    "Réservation": lambda event: " ".join([event.get_booking_display(), event.booking_contact]),
    "Participation": lambda event: " ".join([event.get_attendance_display(), event.online_url]),
    "Accessibilité": lambda event: event.accessibility,
    "Image": lambda event: event.image_alt,
    "Crédit de l’image": lambda event: event.image_credit,
    "Les autres lieux peuvent le reprendre": lambda event: comparisons.yes_or_no(
        event, "is_shared"
    ),
}


def changes_between(theirs: EventPage, mine: EventPage) -> list[Change]:
    """Return what differs, in the order of the form."""
    told = [Change(label, say(theirs), say(mine)) for label, say in SAID.items()]
    return [each for each in told if each.theirs != each.mine]

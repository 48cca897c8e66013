"""Filters of the agenda: how each narrows the dates, and which values a date has.

To add a filter, add one line to ``FACETS`` and what its values are to ``choices``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from directory.models import Departement, Vocabulary
from directory.search.facets import options, read_options
from events.caches import agenda_cache
from events.models import EventPage, EventTheme, Occurrence, Theme
from events.querysets import OccurrenceQuerySet

YES, NO = "oui", "non"
Attendance, Booking = EventPage.Attendance, EventPage.Booking
EventTerm = EventPage.terms.through
MOVED = Q(status=Occurrence.Status.MOVED_ONLINE)


@dataclass(frozen=True)
class Group:
    """Dates of one event that no filter tells apart, and what they share."""

    row: dict[str, Any]
    themes: set[str]
    audiences: set[str]


@dataclass(frozen=True)
class Facet:
    """A filter: a date must have one of the values asked.

    ``fits`` makes a condition of them; ``values`` reads those of a group of dates.
    """

    param: str
    title: str
    fits: Callable[[list[str]], Q]
    values: Callable[[Group], Iterable[str]]


def _fits_event(**lookups: Any) -> Q:
    return Q(Exists(EventPage.objects.filter(pk=OuterRef("event_id"), **lookups)))


def _fits_theme(slugs: list[str]) -> Q:
    tagged = EventTheme.objects.filter(tag__slug__in=slugs)
    return Q(event__in=tagged.values("content_object"))


def _fits_audience(slugs: list[str]) -> Q:
    terms = EventTerm.objects.filter(term__vocabulary=Vocabulary.AUDIENCE, term__slug__in=slugs)
    return Q(event__in=terms.values("eventpage"))


def _fits_booking(answers: list[str]) -> Q:
    free = _fits_event(booking=Booking.NONE)
    if {YES, NO} <= set(answers):
        return Q()
    return free if NO in answers else ~free


FACETS = (
    Facet(
        "type",
        "Type d’événement",
        lambda kinds: _fits_event(kind__in=kinds),
        lambda group: [group.row["event__kind"]],
    ),
    Facet("theme", "Thème", _fits_theme, lambda group: group.themes),
    Facet("public", "Public", _fits_audience, lambda group: group.audiences),
    Facet(
        "departement",
        "Département",
        lambda codes: Q(departement__in=codes),
        lambda group: [group.row["departement_id"]],
    ),
    Facet(
        "gratuit",
        "Prix",
        lambda _: _fits_event(price=0),
        lambda group: [YES] if group.row["event__price"] == 0 else [],
    ),
    Facet(
        "en_ligne",
        "À distance",
        lambda _: ~_fits_event(attendance=Attendance.IN_PLACE) | MOVED,
        lambda group: (
            [YES]
            if group.row["moved"] or group.row["event__attendance"] != Attendance.IN_PLACE
            else []
        ),
    ),
    Facet(
        "reservation",
        "Réservation",
        _fits_booking,
        lambda group: [NO if group.row["event__booking"] == Booking.NONE else YES],
    ),
)
BY_PARAM = {facet.param: facet for facet in FACETS}
TITLES = {facet.param: facet.title for facet in FACETS}


def narrow(dates: OccurrenceQuerySet, filters: dict[str, list[str]]) -> OccurrenceQuerySet:
    """Apply all *filters* (values by parameter)."""
    return dates.filter(*(BY_PARAM[param].fits(values) for param, values in filters.items()))


def choices() -> dict[str, dict[str, str]]:
    """Return, for each parameter, the values that exist and what visitors read."""
    found = agenda_cache.get_or_compute("choices", (), _read_choices)
    return {
        "type": {str(value): str(label) for value, label in EventPage.Kind.choices},
        "theme": found.get("theme", {}),
        "public": found.get("public", {}),
        "departement": found.get("departement", {}),
        "gratuit": {YES: "Gratuit"},
        "en_ligne": {YES: "Possible à distance"},
        "reservation": {NO: "Sans réservation", YES: "Sur réservation"},
    }


def _read_choices() -> dict[str, dict[str, str]]:
    return read_options(
        [Vocabulary.AUDIENCE],
        options(Theme.objects.all(), "theme", "slug"),
        options(Departement.objects.all(), "departement", "code"),
    )

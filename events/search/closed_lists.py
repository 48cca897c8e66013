"""Closed lists of the agenda: how each narrows the dates, and which values a date has."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from core.listing.choices import named
from core.listing.filters import Choices, ClosedListFilter, Offered
from directory.models import Departement, Vocabulary
from directory.search.closed_lists import terms
from events.models import EventPage, EventTheme, Occurrence, Theme
from events.querysets import OccurrenceQuerySet

from .date_filter import DateFilter
from .facts import DateFacts, EventTerm

if TYPE_CHECKING:
    from .coming import ComingDates

YES, NO = "oui", "non"
Attendance, Booking = EventPage.Attendance, EventPage.Booking
MOVED = Q(status=Occurrence.Status.MOVED_ONLINE)


class DateListFilter(ClosedListFilter[OccurrenceQuerySet], DateFilter[Choices]):
    """A closed list of the agenda: a date must have one of the values.

    ``fits`` makes a condition of the values asked; ``values`` reads those of a date.
    """

    def __init__(
        self,
        name: str,
        title: str,
        offered: Offered,
        fits: Callable[[list[str]], Q],
        values: Callable[[DateFacts], Iterable[str]],
    ) -> None:
        super().__init__(name, title, offered)
        self.fits, self.values = fits, values

    def narrow(self, rows: OccurrenceQuerySet, value: Choices) -> OccurrenceQuerySet:
        return rows.filter(self.fits([choice.value for choice in value]))

    def among(self, dates: "ComingDates", value: Choices) -> int:
        return dates.fitting(self.name, [choice.value for choice in value])


def _fits_event(**lookups: Any) -> Q:
    return Q(Exists(EventPage.objects.filter(pk=OuterRef("event_id"), **lookups)))


def _fits_theme(slugs: list[str]) -> Q:
    tagged = EventTheme.objects.filter(tag__slug__in=slugs)
    return Q(event__in=tagged.values("content_object"))


def _fits_audience(slugs: list[str]) -> Q:
    held = EventTerm.objects.filter(term__vocabulary=Vocabulary.AUDIENCE, term__slug__in=slugs)
    return Q(event__in=held.values("eventpage"))


# Of « Réservation »; of an event that does not say, none.
ANSWERS: dict[str, list[str]] = {Booking.NONE: [NO], Booking.UNKNOWN: []}


def _fits_booking(answers: list[str]) -> Q:
    free = _fits_event(booking=Booking.NONE)
    if {YES, NO} <= set(answers):
        return ~_fits_event(booking=Booking.UNKNOWN)
    return free if NO in answers else ~(free | _fits_event(booking=Booking.UNKNOWN))


CLOSED_LISTS = (
    DateListFilter(
        "type",
        "Type d’événement",
        {str(value): str(label) for value, label in EventPage.Kind.choices},
        lambda kinds: _fits_event(kind__in=kinds),
        lambda date: [date.event.kind],
    ),
    DateListFilter(
        "theme", "Thème", named(Theme, "slug"), _fits_theme, lambda date: date.event.themes
    ),
    DateListFilter("public", "Public", terms, _fits_audience, lambda date: date.event.audiences),
    DateListFilter(
        "departement",
        "Département",
        named(Departement, "code"),
        lambda codes: Q(departement__in=codes),
        lambda date: [date.departement],
    ),
    DateListFilter(
        "gratuit",
        "Prix",
        {YES: "Gratuit"},
        lambda _: _fits_event(price=0),
        lambda date: [YES] if date.event.is_free else [],
    ),
    DateListFilter(
        "en_ligne",
        "À distance",
        {YES: "Possible à distance"},
        lambda _: ~_fits_event(attendance=Attendance.IN_PLACE) | MOVED,
        lambda date: [YES] if date.moved or date.event.attendance != Attendance.IN_PLACE else [],
    ),
    DateListFilter(
        "reservation",
        "Réservation",
        {NO: "Sans réservation", YES: "Sur réservation"},
        _fits_booking,
        lambda date: ANSWERS.get(date.event.booking, [YES]),
    ),
)

"""What a place holds in a month, to print, to send and to count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils import timezone

from core.pages.spreadsheets import Cell
from core.text.formats import long_day
from core.text.french import capitalised
from directory.models import PlacePage
from events.booking import booking_of, price_of, said_booking
from events.dates import DateLine, line_of
from events.models import Occurrence
from events.recurrence import from_moment
from events.search.periods import last_day, month_after, month_name, read_month

COLUMNS = (
    *("Jour", "Début", "Fin", "Titre", "Type", "État", "Précision"),
    *("Prix", "Places", "Réservation"),
)

YEARS_AROUND = 2  # of this one, whose months are shown


@dataclass(frozen=True)
class Entry:
    """A date of the programme, and what one needs to come."""

    line: DateLine
    price: str
    booking: str


@dataclass(frozen=True)
class ProgrammeDay:
    title: str
    entries: list[Entry]


@dataclass(frozen=True)
class Programme:
    """The month *first* begins, of *place*: its *dates*, published ones, in their order."""

    place: PlacePage
    first: date
    dates: list[Occurrence]

    @property
    def title(self) -> str:
        return capitalised(month_name(self.first))

    @property
    def days(self) -> list[ProgrammeDay]:
        return [
            ProgrammeDay(capitalised(long_day(day)), [self._entry(each) for each in dates])
            for day, dates in groupby(self.dates, _day)
        ]

    def _entry(self, date: Occurrence) -> Entry:
        booking = said_booking(booking_of(date.event, self.place))
        return Entry(line_of(date, title=date.event.title), price_of(date.event), booking)

    @property
    def before(self) -> date:
        return month_after(self.first, -1)

    @property
    def after(self) -> date:
        return month_after(self.first)

    def lines(self) -> Iterator[list[Cell]]:
        """Yield the lines of the file: one for each date."""
        yield list(COLUMNS)
        yield from map(self._cells, self.dates)

    def _cells(self, date: Occurrence) -> list[Cell]:
        start, end, event = from_moment(date.starts_at), from_moment(date.ends_at), date.event
        return [
            f"{start:%d/%m/%Y}",
            f"{start:%H:%M}",
            f"{end:%H:%M}",
            event.title,
            event.kind_label,
            date.state.label,
            date.note,
            price_of(event),
            event.capacity,
            said_booking(booking_of(event, self.place)),
        ]


def programme_of(place: PlacePage, first: date) -> Programme:
    """Return what *place* holds in the month that begins on *first*: two queries."""
    dates = Occurrence.objects.at_place(place.pk).in_directory().between(first, last_day(first))
    shown = dates.select_related("event").order_by("starts_at", "pk")
    return Programme(place, first, list(shown))


def month_asked(typed: str) -> date:
    """Return the first day of the month *typed* (« 2026-12 »), of this one if it is far or none."""
    today = timezone.localdate()
    found = read_month(typed)
    near = found and abs(found.year - today.year) <= YEARS_AROUND
    return found if found and near else today.replace(day=1)


def _day(date: Occurrence) -> Any:
    return from_moment(date.starts_at).date()

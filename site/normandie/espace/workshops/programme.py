"""What a place holds in a month, to print, to send and to count."""

from __future__ import annotations

import csv
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time
from io import StringIO
from itertools import groupby
from typing import Any

from django.utils import timezone

from core.admin.exports import safe_cell
from core.text.formats import long_day
from core.text.french import capitalised
from directory.models import PlacePage
from events.booking import booking_of, price_of, said_booking
from events.dates import DateLine, line_of
from events.models import Occurrence
from events.recurrence import from_moment, to_moment
from events.search.periods import month_after, month_name

COLUMNS = (
    *("Jour", "Début", "Fin", "Titre", "Type", "État", "Précision"),
    *("Prix", "Places", "Réservation"),
)


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

    def csv(self) -> str:
        """Return a row for each date, as a spreadsheet reads it: nothing in it is run."""
        output = StringIO()
        writer = csv.writer(output, delimiter=";")
        writer.writerow(COLUMNS)
        writer.writerows([safe_cell(cell) for cell in self._cells(each)] for each in self.dates)
        return output.getvalue()

    def _cells(self, date: Occurrence) -> list[str]:
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
            str(event.capacity or ""),
            said_booking(booking_of(event, self.place)),
        ]


def programme_of(place: PlacePage, first: date) -> Programme:
    """Return what *place* holds in the month that begins on *first*: two queries."""
    last = first.replace(day=monthrange(first.year, first.month)[1])
    moment = to_moment(datetime.combine(first, time.min))
    dates = Occurrence.objects.at_place(place.pk).in_directory()
    shown = dates.starting(moment, first, last).select_related("event").order_by("starts_at", "pk")
    return Programme(place, first, list(shown))


def read_month(text: str | None) -> date:
    """Return the first day of the month written « 2026-12 », of this one for anything else."""
    today = timezone.localdate()
    try:
        year, month = (int(part) for part in (text or "").split("-"))
        found = date(year, month, 1)
    except ValueError:
        return today.replace(day=1)
    return found if abs(year - today.year) <= 2 else today.replace(day=1)


def _day(date: Occurrence) -> Any:
    return from_moment(date.starts_at).date()

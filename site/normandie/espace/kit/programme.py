"""The programme of a month, for the wall: what takes place, day by day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from directory.models import PlacePage
from events.booking import booking_of, price_of, said_booking
from events.dates import DateLine, line_of
from events.models import Occurrence
from events.search.periods import last_day, month_after, read_month

MONTHS = 6  # offered, the current one first
MANY = 12  # dates past which what each is about is left out: the page is read from afar


@dataclass(frozen=True)
class ProgrammeLine:
    """One date, and how to come."""

    date: DateLine
    facts: str
    summary: str


@dataclass
class ProgrammeDay:
    day: str
    lines: list[ProgrammeLine] = field(default_factory=list)


def months_offered(today: date) -> list[date]:
    """Return the first days of the months that one may print."""
    return [month_after(today, number) for number in range(MONTHS)]


def month_asked(typed: str, today: date) -> date:
    """Return the month *typed* (« 2026-12 ») if it is offered; the current one otherwise."""
    offered = months_offered(today)
    asked = read_month(typed)
    return asked if asked in offered else offered[0]


def programme_of(place: PlacePage, month: date) -> list[ProgrammeDay]:
    """Return what takes place at *place* in *month*, past days of it included; one query.

    What is cancelled is left out, what was moved stands where it was moved to.
    """
    dates = Occurrence.objects.in_directory().at_place(place.pk).between(month, last_day(month))
    held = list(dates.held().select_related("event"))
    return list(_by_day(place, held))


def _by_day(place: PlacePage, dates: list[Occurrence]) -> Iterable[ProgrammeDay]:
    day = ProgrammeDay("")
    for occurrence in dates:
        event, line = occurrence.event, line_of(occurrence, title=occurrence.event.title)
        if line.day != day.day:
            if day.lines:
                yield day
            day = ProgrammeDay(line.day)
        facts = [price_of(event), said_booking(booking_of(event, place))]
        summary = event.summary if len(dates) <= MANY else ""
        day.lines.append(ProgrammeLine(line, " – ".join(filter(None, facts)), summary))
    if day.lines:
        yield day

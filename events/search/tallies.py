"""How many dates fit what is asked, by value of each filter, and by day of a month.

The dates that each process holds are counted for all filters at once (``coming``,
docs/decisions/0016-cost-of-the-agenda.md).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import reduce
from operator import and_
from typing import Any, cast

from django.utils import timezone

from core.listing.filters import Loosening
from events.models import Occurrence
from events.querysets import OccurrenceQuerySet

from .coming import ComingDates, coming_dates
from .date_filter import DateFilter
from .events import EventSearch
from .periods import last_day

MOST_PAST = 50_000  # dates that are over, of a total
SHOWN_A_DAY = 3  # dates of a day of a month whose ids are told


@dataclass
class DayTally:
    """How many dates a day has, and the ids of the first ones."""

    first: list[int] = field(default_factory=list)
    number: int = 0


Days = Mapping[date, DayTally]


class Fitting:
    """Those of some *dates* that fit a search, and those that would fit others that are like it."""

    def __init__(self, search: EventSearch, dates: ComingDates) -> None:
        self.search, self.dates = search, dates
        self.to_come = dates.not_over(timezone.now())
        self.sets = {name: each.among(dates, value) for name, each, value in _asked(search)}

    def all(self, *, but: str = "") -> int:
        """Return the dates that fit all that is asked, *but* one of the filters."""
        return self._meeting(self.search, {**self.sets, but: self.to_come})

    def of(self, other: EventSearch) -> int:
        """Return the dates that fit *other*, of which what is asked alike is not sought again."""
        alike = {
            name: dates
            for name, dates in self.sets.items()
            if other.values.get(name) is self.search.values[name]
        }
        new = {
            name: each.among(self.dates, value)
            for name, each, value in _asked(other)
            if name not in alike
        }
        return self._meeting(other, alike | new)

    def _meeting(self, search: EventSearch, sets: dict[str, int]) -> int:
        if search.is_lost or not self.dates.is_open:
            return 0
        return reduce(and_, sets.values(), self.to_come)


def _asked(search: EventSearch) -> Iterator[tuple[str, DateFilter[Any], Any]]:
    for each, value in search.asked():
        yield each.name, cast(DateFilter[Any], each), value


@dataclass(frozen=True)
class ListedDates:
    """The dates of a set as a list, of which pages are cut; who sees them is asked again."""

    dates: ComingDates
    found: int

    def __getitem__(self, asked: slice) -> OccurrenceQuerySet:
        pks = self.dates.pks_of(self.found, asked.start or 0, asked.stop)
        return Occurrence.objects.chosen(pks).published()


@dataclass
class AgendaTally:
    """How many dates fit, and how many would by value of each filter.

    ``numbers`` are what a visitor would see by (also) choosing a value, a filter's own choice being
    left out. ``days`` are those of the month asked, ``rows`` all the dates, in order.
    """

    fitting: Fitting
    rows: ListedDates
    total: int
    numbers: dict[str, dict[str, int]]
    days: Days


def tally_of(search: EventSearch) -> AgendaTally:
    """Count the dates to come, each filter without its own choice."""
    dates = coming_dates.get()
    fitting = Fitting(search, dates)
    found = fitting.all()
    numbers = {}
    for each in search.closed_lists():
        among = fitting.all(but=each.name) if each.name in search.chosen else found
        counted = {v: (held & among).bit_count() for v, held in dates.held[each.name].items()}
        numbers[each.name] = {value: number for value, number in counted.items() if number}
    return AgendaTally(
        fitting,
        rows=ListedDates(dates, found),
        total=found.bit_count(),
        numbers=numbers,
        days=_days(dates, found, search.month) if search.month else {},
    )


def past_total(search: EventSearch) -> tuple[int, bool]:
    """Count the dates that are over, whenever they were; and whether there are more than told."""
    number = search.past().order_by()[: MOST_PAST + 1].count()
    return min(number, MOST_PAST), number > MOST_PAST


def loosened(fitting: Fitting) -> Iterator[tuple[Loosening, EventSearch, int]]:
    """Yield what may be given up, what is then asked, and how many dates it has."""
    for given_up, each in fitting.search.looser():
        yield given_up, each, fitting.of(each).bit_count()


def _days(dates: ComingDates, found: int, month: date) -> Days:
    """Return what is told of the days of *month* that have some of the dates *found*."""
    days = {}
    for number in range(last_day(month).day):
        day = month + timedelta(number)
        first, total = dates.count_day(found, day, SHOWN_A_DAY)
        if total:
            days[day] = DayTally(first, total)
    return days

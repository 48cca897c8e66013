"""How many dates fit what is asked, by value of each filter, and by day of a month.

The dates that each process holds are counted for all filters at once (``coming``). What is asked
beyond them is told up to ``MOST_TOLD`` only, and the filters are offered without numbers; the page
then takes the same time however many dates follow (docs/decisions/0016-cost-of-the-agenda.md).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import reduce
from operator import and_
from typing import Any, cast

from django.utils import timezone

from core.listing.counting import count_each
from core.listing.filters import Loosening
from core.listing.pagination import Sliceable
from events.models import Occurrence
from events.querysets import OccurrenceQuerySet
from events.recurrence import LONGEST, from_moment

from .coming import ComingDates, coming_dates, read_dates
from .date_filter import DateFilter
from .events import EventSearch
from .periods import last_day

MOST_PAST = 50_000  # dates that are over, of a total
MOST_TOLD = 2_000  # dates of a total, where there are too many to count
MOST_A_DAY = 50  # dates of a day of a month, likewise
SHOWN_A_DAY = 3  # dates of a day of a month whose ids are told


@dataclass
class DayTally:
    """How many dates a day has (``more``: and others), and the ids of the first ones."""

    first: list[int] = field(default_factory=list)
    number: int = 0
    more: bool = False


Days = defaultdict[date, DayTally]


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


@dataclass(frozen=True)
class NamedDates:
    """The same of dates told by their ids, so that the database seeks them once."""

    pks: list[int]

    def __getitem__(self, asked: slice) -> OccurrenceQuerySet:
        return Occurrence.objects.chosen(self.pks[asked]).published()


@dataclass
class AgendaTally:
    """How many dates fit (``more``: and others), and how many would by value of each filter.

    ``numbers`` are what a visitor would see by (also) choosing a value, a filter's own choice being
    left out; None where there are too many dates to count. ``days`` are those of the month asked,
    ``rows`` all the dates, in order.
    """

    fitting: Fitting
    rows: Sliceable
    total: int = 0
    more: bool = False
    numbers: dict[str, dict[str, int]] | None = None
    days: Days = field(default_factory=lambda: defaultdict(DayTally))


def tally_of(search: EventSearch) -> AgendaTally:
    """Count the dates to come."""
    fitting = Fitting(search, _dates_for(search))
    return _count(fitting) if _is_held(search, fitting.dates) else _tell(fitting)


def past_total(search: EventSearch) -> tuple[int, bool]:
    """Count the dates that are over, whenever they were; and whether there are more than told."""
    number = search.past().order_by()[: MOST_PAST + 1].count()
    return min(number, MOST_PAST), number > MOST_PAST


def loosened(fitting: Fitting) -> Iterator[tuple[Loosening, EventSearch, int, bool]]:
    """Yield what may be given up, what is then asked, how many dates it has; and whether others."""
    looser = fitting.search.looser()
    held: list[int] = []
    unsure: list[tuple[int, EventSearch]] = []
    for rank, (_, each) in enumerate(looser):
        dates, fits = _like(fitting, each)
        held.append(fits.bit_count())
        if held[rank] <= MOST_TOLD and not _is_held(each, dates):
            unsure.append((rank, each))
    numbers = count_each([capped(each.upcoming()) for _, each in unsure])
    for (rank, _), number in zip(unsure, numbers, strict=True):
        held[rank] = number
    for (given_up, each), number in zip(looser, held, strict=True):
        yield given_up, each, *told(number)


def capped(dates: OccurrenceQuerySet) -> OccurrenceQuerySet:
    """Return the first of *dates*, and one more than a total is told of."""
    return dates[: MOST_TOLD + 1]


def told(number: int) -> tuple[int, bool]:
    """Return what is told of the *number* of ``capped`` dates, and whether there are more."""
    return min(number, MOST_TOLD), number > MOST_TOLD


def _dates_for(search: EventSearch) -> ComingDates:
    """Return the dates that are held; of a few places, all those to come."""
    dates = coming_dates.get()
    if not search.places or _is_held(search, dates):
        return dates
    return read_dates(Occurrence.objects.filter(place__in=search.places).in_directory().upcoming())


def _like(fitting: Fitting, other: EventSearch) -> tuple[ComingDates, int]:
    """Return where the dates of *other* are sought, and those that fit it."""
    if other.places == fitting.search.places:
        return fitting.dates, fitting.of(other)
    dates = coming_dates.get()  # not those of the places alone
    return dates, Fitting(other, dates).all()


def _is_held(search: EventSearch, dates: ComingDates) -> bool:
    """Return whether *dates* are all that may fit *search*."""
    return dates.reach(search.period.until if search.period else None)


def _count(fitting: Fitting) -> AgendaTally:
    """Count all dates, each filter without its own choice."""
    search, dates = fitting.search, fitting.dates
    found = fitting.all()
    numbers = {}
    for each in search.closed_lists():
        among = fitting.all(but=each.name) if each.name in search.chosen else found
        counted = {v: (held & among).bit_count() for v, held in dates.held[each.name].items()}
        numbers[each.name] = {value: number for value, number in counted.items() if number}
    tally = AgendaTally(fitting, ListedDates(dates, found), found.bit_count(), numbers=numbers)
    for day in _days_of(search.month) if search.month else ():
        if of_day := found & dates.on(day, day):
            first = dates.pks_of(of_day, 0, SHOWN_A_DAY)
            tally.days[day] = DayTally(first, of_day.bit_count())
    return tally


def _tell(fitting: Fitting) -> AgendaTally:
    """Tell the total up to where it is told, and as much of each day of a month."""
    search, found = fitting.search, fitting.all()
    rows: Sliceable = ListedDates(fitting.dates, found)
    number = found.bit_count()
    if number <= MOST_TOLD:  # what follows those that are held is asked of the database
        pks = list(capped(search.upcoming()).values_list("pk", flat=True))
        rows, number = NamedDates(pks), len(pks)
    tally = AgendaTally(fitting, rows, *told(number))
    if search.month:
        tally.days = _first_of_days(search, search.month)
    return tally


def _days_of(month: date) -> list[date]:
    return [month + timedelta(number) for number in range(last_day(month).day)]


def _first_of_days(search: EventSearch, month: date) -> Days:
    """Return what each day of *month* begins with, in one query."""
    moment = timezone.now()
    begun = from_moment(moment - LONGEST).date()  # before, all is over
    asked = [day for day in _days_of(month) if day >= begun]
    parts = [
        Occurrence.objects.filter(pk__in=dates[: MOST_A_DAY + 1].values("pk")).order_by()
        for dates in search.on(asked, moment)
    ]
    rows = [part.values_list("starts_at", "pk") for part in parts]
    days: Days = defaultdict(DayTally)
    for start, pk in sorted(rows[0].union(*rows[1:], all=True)):
        told_of_day = days[from_moment(start).date()]
        told_of_day.number += 1
        if told_of_day.number <= SHOWN_A_DAY:
            told_of_day.first.append(pk)
    for each in days.values():
        each.more = each.number > MOST_A_DAY
        each.number = min(each.number, MOST_A_DAY)
    return days

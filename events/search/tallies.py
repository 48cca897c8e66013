"""How many dates fit what is asked, by value of each filter, and by day of a month.

Dates are counted one by one, for all filters at once: the more there are, the longer it takes.
Beyond ``MOST_COUNTED`` the total is told up to ``MOST_TOLD`` only and the filters are offered
without numbers; the page then takes the same time however many dates follow
(docs/decisions/0016-cost-of-the-agenda.md).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import BooleanField, Case, Count, Value, When
from django.utils import timezone

from events.caches import agenda_cache
from events.models import Occurrence
from events.querysets import OccurrenceQuerySet
from events.recurrence import LONGEST, from_moment

from .attributes import attributes
from .closed_lists import MOVED, DateListFilter, Group
from .events import EventSearch
from .periods import last_day

MOST_COUNTED = 50_000  # dates to come on the days asked, filters or not
MOST_IN_A_MONTH = 5_000  # likewise, where each is looked at for its day
MOST_TOLD = 2_000  # dates of a total, where there are too many to count
MOST_A_DAY = 50  # dates of a day of a month, likewise
SHOWN_A_DAY = 3  # dates of a day of a month whose ids are told
# What the dates of an event share, as the count reads it.
SHARED = (
    *("event_id", "departement_id", "event__kind", "event__price", "event__attendance"),
    "event__booking",
)


@dataclass
class DayTally:
    """How many dates a day has (``more``: and others), and the ids of the first ones."""

    first: list[int] = field(default_factory=list)
    number: int = 0
    more: bool = False

    def add(self, pk: int) -> None:
        self.number += 1
        if len(self.first) < SHOWN_A_DAY:
            self.first.append(pk)


Days = defaultdict[date, DayTally]


@dataclass
class AgendaTally:
    """How many dates fit (``more``: and others), and how many would by value of each filter.

    ``numbers`` are what a visitor would see by (also) choosing a value, a filter's own choice being
    left out; None where there are too many dates to count. ``days`` are those of the month asked.
    """

    total: int = 0
    more: bool = False
    numbers: defaultdict[str, Counter[str]] | None = None
    days: Days = field(default_factory=lambda: defaultdict(DayTally))


def tally_of(search: EventSearch) -> AgendaTally:
    """Count the dates to come; kept for the minute, as what is over leaves the list."""
    minute = timezone.now().replace(second=0, microsecond=0)
    return agenda_cache.get_or_compute(
        "counts",
        (search.key, minute),
        lambda: (_tell if _is_crowded(search) else _count)(search),
        alias=search.kept_in,
    )


def past_total(search: EventSearch) -> tuple[int, bool]:
    """Count the dates that are over, whenever they were; and whether there are more than told."""
    dates = search.past().order_by()[: MOST_COUNTED + 1]
    asked = search.lasting()
    number = agenda_cache.get_or_compute("past", asked.key, dates.count, alias=asked.kept_in)
    return min(number, MOST_COUNTED), number > MOST_COUNTED


def capped(dates: OccurrenceQuerySet) -> OccurrenceQuerySet:
    """Return the first of *dates*, and one more than a total is told of."""
    return dates[: MOST_TOLD + 1]


def told(number: int) -> tuple[int, bool]:
    """Return what is told of the *number* of ``capped`` dates, and whether there are more."""
    return min(number, MOST_TOLD), number > MOST_TOLD


def _is_crowded(search: EventSearch) -> bool:
    """Whether too many dates begin on the days asked; a few places never have so many."""
    if search.places:
        return False
    period, most = search.period, MOST_IN_A_MONTH if search.month else MOST_COUNTED
    days = (period.first, period.until) if period else (None, None)
    ahead = Occurrence.objects.starting(timezone.now(), *days).order_by()
    return agenda_cache.get_or_compute("crowded", (days, most), ahead[most : most + 1].exists)


def _count(search: EventSearch) -> AgendaTally:
    """Count all dates, in two queries."""
    numbers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    tally = AgendaTally(numbers=numbers)
    lists = [each for each in search.closed_lists() if isinstance(each, DateListFilter)]
    for group in _groups(search):
        number = group.row["number"]
        values = {each.name: set(each.values(group)) for each in lists}
        failed = [name for name, asked in search.chosen.items() if not values[name] & set(asked)]
        if not failed:
            tally.total += number
            if search.month:
                tally.days[from_moment(group.row["starts_at"]).date()].add(group.row["pk"])
        if len(failed) > 1:
            continue
        for name in failed or values:
            for value in values[name]:
                numbers[name][value] += number
    return tally


def _groups(search: EventSearch) -> Iterator[Group]:
    """Yield the dates before any closed list, gathered by event; for a month, one by one."""
    moved = Case(When(MOVED, then=Value(True)), default=Value(False), output_field=BooleanField())
    dates = search.without(*search.chosen).upcoming().annotate(moved=moved)
    rows: Any
    if search.month:
        rows = dates.values(*SHARED, "moved", "pk", "starts_at").annotate(number=Value(1))
    else:
        rows = dates.order_by().values(*SHARED, "moved").annotate(number=Count("pk"))
    if not rows:
        return
    held = attributes()
    for row in rows:
        event = row["event_id"]
        yield Group(row, held.themes.get(event, set()), held.audiences.get(event, set()))


def _tell(search: EventSearch) -> AgendaTally:
    """Tell the total up to where it is told, and as much of each day of a month."""
    tally = AgendaTally(*told(capped(search.upcoming()).count()))
    if search.month:
        tally.days = _first_of_days(search, search.month)
    return tally


def _first_of_days(search: EventSearch, month: date) -> Days:
    """Return what each day of *month* begins with, in one query."""
    moment = timezone.now()
    length = last_day(month).day
    begun = from_moment(moment - LONGEST).date()  # before, all is over
    asked = [day for number in range(length) if (day := month + timedelta(number)) >= begun]
    parts = [
        Occurrence.objects.filter(pk__in=dates[: MOST_A_DAY + 1].values("pk")).order_by()
        for dates in search.on(asked, moment)
    ]
    rows = [part.values_list("starts_at", "pk") for part in parts]
    days: Days = defaultdict(DayTally)
    for start, pk in sorted(rows[0].union(*rows[1:], all=True)):
        days[from_moment(start).date()].add(pk)
    for each in days.values():
        each.more = each.number > MOST_A_DAY
        each.number = min(each.number, MOST_A_DAY)
    return days

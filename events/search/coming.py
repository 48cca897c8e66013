"""The dates to come as sets, one bit a date in the order of the list: what each visit counts.

A search that nobody has asked before is counted, and cut into pages, by a few operations on large
integers, where the database would join each date with its event and Django write ten queries
(docs/decisions/0016-cost-of-the-agenda.md).
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Func, IntegerField
from django.utils import timezone

from core.bitmaps import bitmap, part, ranks_of, span
from core.cache import HeldValue
from directory.search.near import Near
from directory.search.rounds import Whereabouts
from events.caches import agenda_cache
from events.models import Occurrence
from events.querysets import end_of_day, midnight
from events.recurrence import LONGEST

from .closed_lists import CLOSED_LISTS
from .facts import DateFacts, EventFacts, read_facts

CHUNK = 2_000  # rows in memory at a time
Ranks = Mapping[Any, array]
Alike = tuple[int, str, bool]  # what tells dates apart: event, département, moved online


class Seconds(Func):
    """A moment in whole seconds since 1970, told by the database.

    A ``datetime`` of each date would be most of what reading them costs.
    """

    output_field = IntegerField()
    template = "EXTRACT(EPOCH FROM %(expressions)s)::bigint"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "CAST(strftime('%%%%s', %(expressions)s) AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **context)


COLUMNS = (
    *("pk", Seconds("starts_at"), Seconds("ends_at")),
    *("status", "departement", "event", "place"),
)


@dataclass(frozen=True)
class ComingDates:
    """The published dates that were not over when they were read, in the order of the list.

    Attributes:
        is_open: whether pages outside the directory may show them.
        pks: the primary key of each, by rank.
        starts, ends: its moments (seconds since 1970), likewise.
        events, places: the ranks of the dates of each.
        held: the dates that have each value, by closed list.
        whereabouts: where each place is.
    """

    is_open: bool
    pks: array
    starts: array
    ends: array
    events: Ranks
    places: Ranks
    held: Mapping[str, Mapping[str, int]]
    whereabouts: Mapping[int, Whereabouts]

    @property
    def number(self) -> int:
        return len(self.pks)

    @property
    def everything(self) -> int:
        return span(0, self.number)

    def of_events(self, pks: Iterable[int]) -> int:
        """Return the set of the dates of the events *pks*."""
        return self._of(self.events, pks)

    def at_places(self, pks: Iterable[int]) -> int:
        """Return the set of the dates at the places *pks*."""
        return self._of(self.places, pks)

    def near(self, near: Near) -> int:
        """Return the set of the dates at the places that are *near*."""
        return self.at_places(pk for pk, place in self.whereabouts.items() if near.holds(place))

    def fitting(self, name: str, values: Iterable[str]) -> int:
        """Return the set of the dates that have one of *values* in the closed list *name*."""
        held = self.held.get(name, {})
        return reduce(or_, (held.get(value, 0) for value in values), 0)

    def on(self, first: date, last: date) -> int:
        """Return the set of the dates that begin from the local day *first* to *last*."""
        return span(*self._between(first, last))

    def count_day(self, dates: int, day: date, most: int) -> tuple[list[int], int]:
        """Return the primary keys of the *most* first of the set *dates* on *day*; how many."""
        begin, end = self._between(day, day)
        of_day = part(dates, begin, end)
        first = [self.pks[begin + rank] for rank in ranks_of(of_day, 0, most)]
        return first, of_day.bit_count()

    def not_over(self, moment: datetime) -> int:
        """Return the set of the dates that are not over at *moment*: see ``upcoming``."""
        now = moment.timestamp()
        first = bisect_left(self.starts, (moment - LONGEST).timestamp())
        begun = bisect_left(self.starts, now)
        lasting = bitmap((rank for rank in range(first, begun) if self.ends[rank] > now), begun)
        return lasting | span(begun, self.number)

    def pks_of(self, dates: int, first: int = 0, end: int | None = None) -> list[int]:
        """Return the primary keys of the set *dates*, in their order, from *first* to *end*."""
        return [self.pks[rank] for rank in ranks_of(dates, first, end)]

    def _between(self, first: date, last: date) -> tuple[int, int]:
        """Return the ranks that the dates from the local day *first* to *last* begin and end at."""
        begin = bisect_left(self.starts, midnight(first).timestamp())
        return begin, bisect_left(self.starts, end_of_day(last).timestamp())

    def _of(self, ranks: Ranks, pks: Iterable[int]) -> int:
        return bitmap((rank for pk in pks for rank in ranks.get(pk, ())), self.number)


def read_dates() -> ComingDates:
    """Return the dates to come of the directory as sets; in two queries, however many.

    What is told of events and places, which have many dates each, is read apart.
    """
    facts = read_facts()
    pks, starts, ends = array("q"), array("q"), array("q")
    events: defaultdict[int, array] = defaultdict(lambda: array("I"))
    places: defaultdict[int, array] = defaultdict(lambda: array("I"))
    alike: defaultdict[Alike, array] = defaultdict(lambda: array("I"))
    moved_online = Occurrence.Status.MOVED_ONLINE.value
    for pk, start, end, status, departement, event, place in _rows():
        if event not in facts.events or place not in facts.places:
            continue  # not published
        rank = len(pks)
        pks.append(pk)
        starts.append(start)
        ends.append(end)
        places[place].append(rank)
        alike[event, departement, status == moved_online].append(rank)
    for (event, *_), ranks in alike.items():
        events[event] += ranks
    return ComingDates(
        is_open=facts.is_open,
        pks=pks,
        starts=starts,
        ends=ends,
        events=dict(events),
        places=dict(places),
        held=_held(alike, facts.events, len(pks)),
        whereabouts=facts.places,
    )


def _rows() -> Iterator[tuple[Any, ...]]:
    """Return the dates that are not over.

    In their order by what no index holds: the table is read from end to end, then sorted, where an
    index would send to each row by itself, three times as long in a large one.
    """
    dates = Occurrence.objects.filter(ends_at__gt=timezone.now())
    rows = dates.order_by(Seconds("starts_at"), "pk").values_list(*COLUMNS)
    return rows.iterator(chunk_size=CHUNK)


def _held(
    alike: Mapping[Alike, array], facts: Mapping[int, EventFacts], number: int
) -> dict[str, dict[str, int]]:
    """Return the dates that have each value of the closed lists, of *number* dates."""
    held: dict[str, defaultdict[str, array]] = {
        each.name: defaultdict(lambda: array("I")) for each in CLOSED_LISTS
    }
    for (event, departement, moved), ranks in alike.items():
        told = DateFacts(facts[event], departement, moved)
        for each in CLOSED_LISTS:
            for value in each.values(told):
                held[each.name][value] += ranks
    return {
        name: {value: bitmap(ranks, number) for value, ranks in values.items()}
        for name, values in held.items()
    }


# What is over leaves by the clock, not by a change: see ``ComingDates.not_over``.
coming_dates = HeldValue(agenda_cache, read_dates)

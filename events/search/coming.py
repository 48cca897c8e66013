"""The next dates as sets, one bit a date in the order of the list: what is counted at each visit.

A search that nobody has asked before is counted, and cut into pages, by a few operations on large
integers, where the database would join each date with its event and Django write ten queries
(docs/decisions/0016-cost-of-the-agenda.md).
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_

from django.db.models import BooleanField, ExpressionWrapper, Q

from core.bitmaps import bitmap, ranks_of, span
from core.cache import HeldValue
from directory.search.near import Near
from directory.search.rounds import Whereabouts
from events.caches import agenda_cache
from events.models import Occurrence
from events.querysets import OccurrenceQuerySet, directory_is_open, end_of_day, midnight
from events.recurrence import LONGEST

from .closed_lists import CLOSED_LISTS
from .facts import DateFacts, EventFacts, Told, facts_of

MOST_HELD = 50_000  # dates, the next ones: a region has some thirty thousand ahead
CHUNK = 2_000  # rows in memory at a time
COLUMNS = (
    *("pk", "starts_at", "ends_at", "status", "departement"),
    *("event", "event__kind", "event__attendance", "event__booking"),
    *("place", "place__latitude", "place__longitude", "place__commune"),
)
IS_FREE = ExpressionWrapper(Q(event__price=0), BooleanField())
Alike = Mapping[tuple[int, str, bool], list[int]]  # ranks, by event, département, moved online


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
        is_cut: whether others follow, which are not held.
    """

    is_open: bool
    pks: array
    starts: array
    ends: array
    events: Mapping[int, array]
    places: Mapping[int, array]
    held: Mapping[str, Mapping[str, int]]
    whereabouts: Mapping[int, Whereabouts]
    is_cut: bool = False

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
        begin = bisect_left(self.starts, midnight(first).timestamp())
        return span(begin, bisect_left(self.starts, end_of_day(last).timestamp()))

    def not_over(self, moment: datetime) -> int:
        """Return the set of the dates that are not over at *moment*: see ``upcoming``."""
        now = moment.timestamp()
        first = bisect_left(self.starts, (moment - LONGEST).timestamp())
        begun = bisect_left(self.starts, now)
        lasting = bitmap((rank for rank in range(first, begun) if self.ends[rank] > now), begun)
        return lasting | span(begun, self.number)

    def reach(self, last: date | None) -> bool:
        """Return whether the dates to come until the local day *last* (any at all) are all here."""
        if not self.is_cut:
            return True
        return last is not None and end_of_day(last).timestamp() <= self.starts[-1]

    def pks_of(self, dates: int, first: int = 0, end: int | None = None) -> list[int]:
        """Return the primary keys of the set *dates*, in their order, from *first* to *end*."""
        return [self.pks[rank] for rank in ranks_of(dates, first, end)]

    def _of(self, ranks: Mapping[int, array], pks: Iterable[int]) -> int:
        return bitmap((rank for pk in pks for rank in ranks.get(pk, ())), self.number)


def read_dates(dates: OccurrenceQuerySet, most: int | None = None) -> ComingDates:
    """Return the *dates* as sets, up to *most* of them; in two queries, however many."""
    is_open, is_cut = False, False
    pks, starts, ends = array("q"), array("d"), array("d")
    events: defaultdict[int, array] = defaultdict(lambda: array("l"))
    places: defaultdict[int, array] = defaultdict(lambda: array("l"))
    whereabouts: dict[int, Whereabouts] = {}
    told: dict[int, Told] = {}
    alike: defaultdict[tuple[int, str, bool], list[int]] = defaultdict(list)
    first = dates if most is None else dates[: most + 1]
    rows = first.whole().values_list(*COLUMNS, IS_FREE, directory_is_open())
    for rank, row in enumerate(rows.iterator(chunk_size=CHUNK)):
        if rank == most:
            is_cut = True
            break
        pk, start, end, status, departement, event, kind, attendance, booking, place = row[:10]
        *where, is_free, is_open = row[10:]
        pks.append(pk)
        starts.append(start.timestamp())
        ends.append(end.timestamp())
        events[event].append(rank)
        places[place].append(rank)
        whereabouts[place] = Whereabouts(*where)
        told[event] = kind, attendance, booking, bool(is_free)
        alike[event, departement, status == Occurrence.Status.MOVED_ONLINE].append(rank)
    return ComingDates(
        is_open=is_open,
        pks=pks,
        starts=starts,
        ends=ends,
        events=dict(events),
        places=dict(places),
        held=_held(alike, facts_of(told), len(pks)),
        whereabouts=whereabouts,
        is_cut=is_cut,
    )


def _held(alike: Alike, facts: Mapping[int, EventFacts], number: int) -> dict[str, dict[str, int]]:
    """Return the dates that have each value of the closed lists, of *number* dates."""
    ranks_by_facts: defaultdict[DateFacts, list[int]] = defaultdict(list)
    for (event, departement, moved), ranks in alike.items():
        ranks_by_facts[DateFacts(facts[event], departement, moved)] += ranks
    held: dict[str, defaultdict[str, int]] = {each.name: defaultdict(int) for each in CLOSED_LISTS}
    for told, ranks in ranks_by_facts.items():
        dates = bitmap(ranks, number)
        for each in CLOSED_LISTS:
            for value in each.values(told):
                held[each.name][value] |= dates
    return {name: dict(values) for name, values in held.items()}


# What is over leaves by the clock, not by a change: see ``ComingDates.not_over``.
coming_dates = HeldValue(
    agenda_cache, lambda: read_dates(Occurrence.objects.in_directory().upcoming(), MOST_HELD)
)

"""Which places hold each value of the closed lists, one bit a place: what is counted at each visit.

A search that nobody has asked before is counted by a few operations on large integers, where the
database would read one row for each place and value, and Django write a query of a page.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import F, TextField
from django.db.models.functions import Cast

from core.bitmaps import bitmap
from core.cache import HeldValue
from directory.caches import directory_cache
from directory.models import PlacePage, Stop, Vocabulary

from .closed_lists import PlaceListFilter, constant
from .needs import MOVES, STAYS
from .places import PlaceSearch

# Rows of what is read that are of no closed list.
PUBLISHED, EXAMPLES, STOPPING = "published", "examples", "stopping"


@dataclass(frozen=True)
class PlaceBitmaps:
    """The published places as sets: an integer whose bit *n* is the place of rank *n*.

    ``held`` has the places of each value, by closed list; ``ranks``, in their order, goes by
    primary key, as do the ``stops`` of the few that have some, as their cards tell them. ``moving``
    are those that receive nobody at their address. They are read with the rest: rounds cost no
    query of their own.
    """

    ranks: Mapping[int, int]
    examples: int
    held: Mapping[str, Mapping[str, int]]
    stops: Mapping[int, Sequence[Mapping[str, Any]]]
    moving: frozenset[int]

    @property
    def everything(self) -> int:
        return (1 << len(self.ranks)) - 1

    def of(self, places: Iterable[int]) -> int:
        """Return the set of the *places* (primary keys); those not published are left out."""
        return _bitmap(self.ranks, places)

    def keys(self, places: int) -> list[int]:
        """Return the primary keys of the set *places*."""
        bits = reversed(f"{places:b}")
        return [pk for pk, bit in zip(self.ranks, bits, strict=False) if bit == "1"]

    def fitting(self, asked: PlaceListFilter, values: Collection[str]) -> int:
        """Return the places that fit when *values* of a closed list are chosen."""
        held = self.held.get(asked.name, {})
        sets = [held.get(value, 0) for value in values]
        return reduce(and_ if asked.every else or_, sets)


def place_lists() -> list[PlaceListFilter]:
    """Return the closed lists whose values are counted."""
    return [each for each in PlaceSearch.closed_lists() if isinstance(each, PlaceListFilter)]


def _read() -> PlaceBitmaps:
    published = PlacePage.objects.published().order_by()
    rows = [
        published.values(facet=constant(PUBLISHED), key=constant(""), holder=F("pk")),
        published.examples().values(facet=constant(EXAMPLES), key=constant(""), holder=F("pk")),
        published.filter(pk__in=Stop.objects.order_by().values("place")).values(
            facet=constant(STOPPING), key=Cast("card", TextField()), holder=F("pk")
        ),
    ]
    for source in dict.fromkeys(source for each in place_lists() for source in each.sources):
        held = source.rows().order_by()
        columns = {"facet": source.param, "key": F(source.value), "holder": F(source.place)}
        rows.append(held.values(**columns))
    places: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row in rows[0].union(*rows[1:], all=True).iterator():
        places[row["facet"]][row["key"]].append(row["holder"])
    ranks = {pk: rank for rank, pk in enumerate(places.pop(PUBLISHED, {}).get("", ()))}
    cards = places.pop(STOPPING, {})
    mobility = places.get(Vocabulary.MOBILITY, {})
    return PlaceBitmaps(
        ranks=ranks,
        examples=_bitmap(ranks, places.pop(EXAMPLES, {}).get("", ())),
        held={
            name: {value: _bitmap(ranks, holders) for value, holders in values.items()}
            for name, values in places.items()
        },
        stops={pk: json.loads(card)["stops"] for card, pks in cards.items() for pk in pks},
        moving=frozenset(mobility.get(MOVES.slug, ())) - set(mobility.get(STAYS.slug, ())),
    )


def _bitmap(ranks: Mapping[int, int], places: Iterable[int]) -> int:
    """Return the set of *places*; those that have no rank are left out."""
    return bitmap((ranks[pk] for pk in places if pk in ranks), len(ranks))


place_bitmaps = HeldValue(directory_cache, _read)

"""How many places fit, and how many would by value of each closed list: all in one query."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet

from directory.querysets import PlaceQuerySet

from .closed_lists import PlaceListFilter, constant
from .places import PlaceSearch

# Rows of the count that are no closed list.
TOTAL, UNCONFIRMED, EXAMPLES = "total", "unconfirmed", "examples"


@dataclass
class PlaceTally:
    """How many places fit, how many of them with hours to confirm or invented, and by value.

    ``numbers`` are, by closed list, what a visitor would see by (also) choosing each value. Where
    one value is enough, what is chosen in the list itself is left out of its numbers.
    """

    total: int = 0
    unconfirmed: int = 0
    examples: int = 0
    numbers: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))


def count(search: PlaceSearch) -> PlaceTally:
    """Count the places that fit, by value too."""
    return _count(search, search.fitting())


def count_existing() -> PlaceTally:
    """Count all places in the same way, but those that the demo invents: they are no figure."""
    everything = PlaceSearch()
    return _count(everything, everything.fitting().without_examples())


def _count(search: PlaceSearch, places: PlaceQuerySet) -> PlaceTally:
    branches = [_total(places, TOTAL), _total(places.examples(), EXAMPLES)]
    if search.opening:
        branches.append(_total(places.filter(hours_unknown=1), UNCONFIRMED))
    lists = [each for each in search.closed_lists() if isinstance(each, PlaceListFilter)]
    loose = [each.name for each in lists if each.name in search.chosen and not each.every]
    for source in dict.fromkeys(each.source for each in lists):
        names = [each.name for each in lists if each.source is source]
        if usual := [name for name in names if name not in loose]:
            branches.append(source.counts(places, usual))
        branches += [
            source.counts(search.without(name).fitting(), [name]) for name in names if name in loose
        ]
    tally = PlaceTally()
    for row in branches[0].union(*branches[1:], all=True):
        tally.numbers[row["facet"]][row["key"]] = row["number"]
    tally.total = tally.numbers.pop(TOTAL, {}).get("", 0)
    tally.unconfirmed = tally.numbers.pop(UNCONFIRMED, {}).get("", 0)
    tally.examples = tally.numbers.pop(EXAMPLES, {}).get("", 0)
    return tally


def _total(places: PlaceQuerySet, name: str) -> QuerySet[Any, Any]:
    """Row (facet, key, number) that counts *places* under *name*."""
    rows = places.order_by().values(facet=constant(name), key=constant(""))
    return rows.annotate(number=Count("pk"))

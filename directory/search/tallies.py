"""How many places fit, and how many would by value of each closed list."""

from dataclasses import dataclass
from functools import reduce
from operator import and_

from .bitmaps import PlaceBitmaps, place_bitmaps, place_lists
from .places import PlaceSearch


@dataclass
class PlaceTally:
    """How many places fit, how many of them with hours to confirm or invented, and by value.

    ``numbers`` are, by closed list, what a visitor would see by (also) choosing each value; a value
    that none has is left out. Where one value is enough, what is chosen in the list itself is left
    out of its numbers. ``places`` are the primary keys of those that fit, in no order.
    """

    bitmaps: PlaceBitmaps
    found: int
    unconfirmed: int
    examples: int
    numbers: dict[str, dict[str, int]]

    @property
    def total(self) -> int:
        return self.found.bit_count()

    @property
    def places(self) -> list[int]:
        return self.bitmaps.keys(self.found)


def count(search: PlaceSearch) -> PlaceTally:
    """Count the places that fit, by value too."""
    bitmaps = place_bitmaps.get()
    return _count(search, bitmaps, *_before_lists(search, bitmaps))


def count_existing() -> PlaceTally:
    """Count all places in the same way, but those that the demo invents: they are no figure."""
    bitmaps = place_bitmaps.get()
    return _count(PlaceSearch(), bitmaps, bitmaps.everything & ~bitmaps.examples)


def _before_lists(search: PlaceSearch, bitmaps: PlaceBitmaps) -> tuple[int, int]:
    """Return the places that fit all but the closed lists, and those with hours to confirm."""
    rest = search.without(*(each.name for each in place_lists()))
    if rest.is_lost:
        return 0, 0
    if not any(rest.asked()):
        return bitmaps.everything, 0
    if not rest.opening:
        return bitmaps.of(rest.fitting().values_list("pk", flat=True)), 0
    hours_unknown = dict(rest.fitting().values_list("pk", "hours_unknown"))
    unconfirmed = (pk for pk, unknown in hours_unknown.items() if unknown)
    return bitmaps.of(hours_unknown), bitmaps.of(unconfirmed)


def _count(
    search: PlaceSearch, bitmaps: PlaceBitmaps, before_lists: int, unconfirmed: int = 0
) -> PlaceTally:
    lists = place_lists()
    fitting = {
        each.name: bitmaps.fitting(each, search.chosen[each.name])
        for each in lists
        if each.name in search.chosen
    }
    found = reduce(and_, fitting.values(), before_lists)
    numbers = {}
    for each in lists:
        among = found
        if each.name in fitting and not each.every:
            others = (places for name, places in fitting.items() if name != each.name)
            among = reduce(and_, others, before_lists)
        held = bitmaps.held.get(each.name, {})
        counted = {value: (places & among).bit_count() for value, places in held.items()}
        numbers[each.name] = {value: number for value, number in counted.items() if number}
    return PlaceTally(
        bitmaps=bitmaps,
        found=found,
        unconfirmed=(found & unconfirmed).bit_count(),
        examples=(found & bitmaps.examples).bit_count(),
        numbers=numbers,
    )

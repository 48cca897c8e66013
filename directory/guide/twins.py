"""Sheets at one address take one answer: three answers are three places to go to."""

from collections import defaultdict
from dataclasses import dataclass, field

from core.text.words import STOP_WORDS, fold
from directory.duplicates import NEAR_KM
from directory.models import PlacePage
from directory.querysets import PlaceQuerySet
from directory.search.near import Centre
from directory.search.rounds import rounds

READ_AHEAD = 500  # rows beyond those of the page, in which the twins of an answer are looked for

COLUMNS = ("pk", "address", "commune", "commune__name", "latitude", "longitude")


@dataclass
class Together:
    """An answer: the place that fits best, and the ``others`` that are at the same address."""

    place: PlacePage
    others: list[PlacePage] = field(default_factory=list)


def together(places: PlaceQuerySet, page: int, per_page: int) -> tuple[list[Together], bool]:
    """Return the answers numbered *page*, from 1, and whether there are more. Two queries.

    Args:
        places: all that fit, the best first.
    """
    first, last = (page - 1) * per_page, page * per_page
    groups = _groups(places, last)
    shown = groups[first:last]
    whole = places.select_related("commune").prefetch_related("terms").defer("body")
    read = whole.in_bulk([pk for group in shown for pk in group]) if shown else {}
    answers = [[read[pk] for pk in group if pk in read] for group in shown]
    return [Together(found[0], found[1:]) for found in answers if found], len(groups) > last


def address_of(address: str, commune: str) -> frozenset[str]:
    """Return what tells an address in its commune, however it was typed; empty for a vague one.

    « 24 Rue du Rocher Mortain » is « 24 rue du Rocher », in Mortain-Bocage. Without a number, « le
    bourg » may be anywhere.
    """
    words = set(fold(address).split()) - set(fold(commune).split()) - STOP_WORDS
    has_number = any(word[0].isdigit() and len(word) < 5 for word in words)
    return frozenset(words) if has_number else frozenset()


def _groups(places: PlaceQuerySet, last: int) -> list[list[int]]:
    """Return the keys of *places* by address, in their order; what moves is at none.

    Two points that are far apart are two addresses, whatever a source typed.
    """
    moving = rounds.get().moving
    groups: list[list[int]] = []
    at: dict[tuple[str, frozenset[str]], list[tuple[Centre | None, list[int]]]] = defaultdict(list)
    for pk, address, commune, name, *point in places.values_list(*COLUMNS)[: last + READ_AHEAD]:
        told = frozenset() if pk in moving else address_of(address, name)
        same = at[commune, told] if told else []
        group = next((keys for centre, keys in same if _is_near(centre, *point)), None)
        if group is None:
            group = []
            groups.append(group)
            same.append((None if None in point else Centre(*point), group))
        group.append(pk)
    return groups


def _is_near(centre: Centre | None, latitude: float | None, longitude: float | None) -> bool:
    kilometres = centre.kilometres_to(latitude, longitude) if centre else None
    return kilometres is None or kilometres <= NEAR_KM

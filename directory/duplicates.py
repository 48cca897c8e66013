"""Sheets that may be about the same place."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import combinations
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from core.text.words import STOP_WORDS, fold
from directory.querysets import KM_PER_DEGREE, PlaceQuerySet

if TYPE_CHECKING:
    from directory.models import PlacePage

NEAR_KM = 0.3
ALIKE = 0.8  # share of the letters that two names have in common, from 0 to 1
MAX_CANDIDATES = 500  # read to judge one sheet: beyond, something else is wrong
CELL = NEAR_KM / KM_PER_DEGREE * 2  # degrees: two near places are in cells that touch

FIELDS = ("pk", "title", "commune_id", "latitude", "longitude", "siret", "phone")


@dataclass(frozen=True)
class Traits:
    """What tells a place from another: name, commune, point (degrees), SIRET, phone."""

    pk: int | None
    title: str
    commune_id: str | None
    latitude: float | None
    longitude: float | None
    siret: str = ""
    phone: str = ""
    name: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", _telling_name(self.title))

    @property
    def point(self) -> tuple[float, float] | None:
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude


@dataclass(frozen=True)
class Likeness:
    """A sheet that looks like another, and why (in French, for staff)."""

    pk: int
    title: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """Two sheets that may be about the same place, and why."""

    first: Traits
    second: Traits
    reasons: tuple[str, ...]


def reasons_of_likeness(one: Traits, other: Traits) -> tuple[str, ...]:
    """Say why two sheets may be about one place; nothing when they do not look alike.

    Same SIRET, same phone, or a like name in the same commune or within ``NEAR_KM``.
    """
    reasons = []
    if one.siret and one.siret == other.siret:
        reasons.append("même SIRET")
    if one.phone and one.phone == other.phone:
        reasons.append("même téléphone")
    if _are_named_alike(one.name, other.name):
        if _are_near(one, other):
            reasons.append(f"nom proche, à moins de {round(NEAR_KM * 1000)} mètres")
        elif one.commune_id and one.commune_id == other.commune_id:
            reasons.append("nom proche, même commune")
    return tuple(reasons)


def likely_duplicates(place: PlacePage) -> list[Likeness]:
    """The other sheets that may be about *place*, the most alike first: two queries.

    Those that somebody set aside are left out, unless they have come to look alike otherwise too.
    One that was merged already has none.
    """
    from directory.models import MergedSheet
    from directory.services.merging.dismissals import dismissed_pairs, is_dismissed

    if not place.live and MergedSheet.objects.filter(sheet=place.pk).exists():
        return []
    traits = traits_of(place)
    candidates = _not_merged().exclude(pk=place.pk).filter(_may_be_alike(traits))
    dismissed = dismissed_pairs()
    found = []
    for values in candidates.values_list(*FIELDS).order_by("pk")[:MAX_CANDIDATES]:
        other = Traits(*values)
        reasons = reasons_of_likeness(traits, other)
        if reasons and not is_dismissed(dismissed, place.pk or 0, values[0], reasons):
            found.append(Likeness(values[0], other.title, reasons))
    return sorted(found, key=lambda likeness: -len(likeness.reasons))


def all_duplicates() -> list[Pair]:
    """Every pair of sheets that may be about one place, the most alike first: two queries.

    But those that somebody set aside, as ``likely_duplicates``.
    """
    from directory.services.merging.dismissals import dismissed_pairs, is_dismissed

    rows = _not_merged().values_list(*FIELDS).order_by("pk")
    dismissed = dismissed_pairs()
    return [
        pair
        for pair in pairs_among(Traits(*values) for values in rows)
        if not is_dismissed(dismissed, pair.first.pk or 0, pair.second.pk or 0, pair.reasons)
    ]


def _not_merged() -> PlaceQuerySet:
    """Return the sheets but those that were merged in others, which nobody reads any more."""
    from directory.models import PlacePage

    sheets: PlaceQuerySet = PlacePage.objects.filter(merged_as__isnull=True)
    return sheets


def pairs_among(places: Iterable[Traits]) -> list[Pair]:
    """The pairs of *places* that look alike, the most alike first.

    Places are compared only within what they may share (commune, cell of the map, SIRET, phone),
    so that the work grows with the places, not with their square.
    """
    pairs = []
    for one, other in sorted(_pairs_to_compare(places), key=lambda pair: (pair[0].pk, pair[1].pk)):
        if reasons := reasons_of_likeness(one, other):
            pairs.append(Pair(one, other, reasons))
    return sorted(pairs, key=lambda pair: -len(pair.reasons))


def traits_of(place: PlacePage) -> Traits:
    """The traits of a sheet as it stands in memory."""
    values: list[Any] = [getattr(place, name) for name in FIELDS]
    return Traits(*values)


def _telling_name(title: str) -> str:
    return " ".join(sorted(word for word in fold(title).split() if word not in STOP_WORDS))


def _are_named_alike(one: str, other: str) -> bool:
    if not one or not other:
        return False
    if one == other:
        return True
    one, other = sorted((one, other))  # the ratio depends on the order
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return (
        matcher.real_quick_ratio() >= ALIKE
        and matcher.quick_ratio() >= ALIKE
        and matcher.ratio() >= ALIKE
    )


def _are_near(one: Traits, other: Traits) -> bool:
    if one.point is None or other.point is None:
        return False
    (latitude, longitude), (other_latitude, other_longitude) = one.point, other.point
    north = (latitude - other_latitude) * KM_PER_DEGREE
    shrink = math.cos(math.radians((latitude + other_latitude) / 2))
    east = (longitude - other_longitude) * KM_PER_DEGREE * shrink
    return math.hypot(north, east) <= NEAR_KM


def _may_be_alike(traits: Traits) -> Q:
    alike = Q(pk__in=[])
    if traits.commune_id:
        alike |= Q(commune_id=traits.commune_id)
    if traits.siret:
        alike |= Q(siret=traits.siret)
    if traits.phone:
        alike |= Q(phone=traits.phone)
    if traits.point:
        latitude, longitude = traits.point
        alike |= Q(
            latitude__range=(latitude - CELL, latitude + CELL),
            longitude__range=(longitude - CELL, longitude + CELL),
        )
    return alike


def _pairs_to_compare(places: Iterable[Traits]) -> set[tuple[Traits, Traits]]:
    shared: dict[tuple[Any, ...], list[Traits]] = defaultdict(list)
    for place in places:
        for key in _shared_keys(place):
            shared[key].append(place)
    return {pair for group in shared.values() for pair in combinations(group, 2)}


def _shared_keys(place: Traits) -> Iterator[tuple[Any, ...]]:
    """What a place shares with those to compare it with."""
    if place.siret:
        yield "siret", place.siret
    if place.phone:
        yield "phone", place.phone
    if place.commune_id:
        yield "commune", place.commune_id
    if place.point:
        row, column = (math.floor(degrees / CELL) for degrees in place.point)
        # Four cells, so that two near places on both sides of a border share one of them.
        for north in (0, 1):
            for east in (0, 1):
                yield "cell", row + north, column + east

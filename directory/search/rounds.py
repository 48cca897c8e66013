"""Where the places that move are found: by their stops, never by the address of their office.

Few places move, and few of their stops change: each process holds them all, and a search names those
that fit by their keys. Nobody's round costs a query, nor does a place that stays where it is.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Case, FloatField, Q, Value, When
from django.utils import timezone

from core.cache import HeldValue
from directory.caches import directory_cache
from directory.models import PlacePage, Stop
from directory.querysets import PlaceQuerySet, box_around, flat_distance

from .needs import only_moving

if TYPE_CHECKING:
    from .near import Centre, Near
    from .opening import Opening


class Whereabouts(NamedTuple):
    """Where a place is: its point, in WGS84 degrees, and its commune (primary key)."""

    latitude: float | None
    longitude: float | None
    commune: str


class Standing(NamedTuple):
    """Where a place is to be found, at some hours: one of its stops, or the address where it stays.

    ``last_day`` is that of a stop made for one date.
    """

    where: Whereabouts
    hours: str
    last_day: date | None = None


@dataclass(frozen=True)
class Rounds:
    """The ``standings`` of each place that has stops, and all those that only move."""

    standings: Mapping[int, tuple[Standing, ...]] = field(default_factory=dict)
    moving: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.standings or self.moving)

    @cached_property
    def unknown(self) -> frozenset[int]:
        """What only moves, nobody knows where."""
        return self.moving - self.standings.keys()

    @cached_property
    def stopping(self) -> frozenset[int]:
        """The places that have stops: their own row does not tell where they are."""
        return frozenset(self.standings)

    def distances(self, centre: "Centre") -> dict[int, float]:
        """Return how far the nearest standing of each place is, in kilometres."""
        return self._nearest(centre, lambda standing: True)

    def reached(self, near: "Near") -> dict[int, float]:
        """Return the places that are there, with how far; as ``Near.holds`` tells of a place."""
        if near.centre is None:
            return {}
        return self._nearest(near.centre, lambda standing: near.holds(standing.where))

    def opened(self, opening: "Opening", near: "Near | None" = None) -> dict[int, bool]:
        """Return the places that are open then, and there; False where hours are to be confirmed."""
        found: dict[int, bool] = {}
        for place, standings in self._lasting.items():
            answers = {
                opening.suits(each.hours)
                for each in standings
                if near is None or near.holds(each.where)
            }
            if answers - {False}:
                found[place] = True in answers
        return found

    def _nearest(self, centre: "Centre", keeps: Callable[[Standing], bool]) -> dict[int, float]:
        found: dict[int, float] = {}
        for place, standings in self._lasting.items():
            distances = [
                centre.kilometres_to(each.where.latitude, each.where.longitude)
                for each in standings
                if keeps(each)
            ]
            known = [each for each in distances if each is not None]
            if known:
                found[place] = min(known)
        return found

    @property
    def _lasting(self) -> dict[int, tuple[Standing, ...]]:
        """The standings that are not over today."""
        today = timezone.localdate()
        return {
            place: tuple(each for each in all_of if not each.last_day or each.last_day >= today)
            for place, all_of in self.standings.items()
        }


def places_near(places: PlaceQuerySet, near: "Near") -> PlaceQuerySet:
    """Return those of *places* that are *near*, with their ``distance``; all for anywhere.

    What has stops is as near as the nearest of them. What only moves, nobody knows where, is kept
    around its office, which tells the country that it serves, without any distance.
    """
    found, centre = rounds.get(), near.centre
    if centre is None or not found:
        return near.among(places)
    reached = found.reached(near)
    point = centre.latitude, centre.longitude
    here = Q(commune=near.alone) if near.alone else box_around(*point, near.radius)
    if not near.alone:
        places = places.alias(from_office=flat_distance(*point))
        here &= Q(from_office__lte=near.radius)
    if found.stopping:
        here = (here & ~Q(pk__in=found.stopping)) | Q(pk__in=reached)
    return with_distances(places.filter(here), centre, reached)


def with_distances(
    places: PlaceQuerySet, centre: "Centre", known: Mapping[int, float] | None = None
) -> PlaceQuerySet:
    """Add ``distance`` to *places*, in kilometres; none where nobody knows where they are.

    Args:
        known: how far those that have stops are, where it is reckoned already.
    """
    found = rounds.get()
    known = found.distances(centre) if known is None else known
    own = flat_distance(centre.latitude, centre.longitude)
    cases = [When(pk=place, then=Value(distance)) for place, distance in sorted(known.items())]
    if lost := (found.unknown | found.stopping) - known.keys():
        cases.append(When(pk__in=lost, then=Value(None)))
    if not cases:
        return places.annotate(distance=own)
    return places.annotate(distance=Case(*cases, default=own, output_field=FloatField()))


def nearest(places: PlaceQuerySet, centre: "Centre") -> PlaceQuerySet:
    """Return those of *places* that are somewhere, the nearest first, with their ``distance``."""
    return with_distances(places, centre).filter(distance__isnull=False).nearest_first()


def places_open(places: PlaceQuerySet, opening: "Opening") -> PlaceQuerySet:
    """Return those of *places* that are open then, with ``hours_unknown``: 1 to be confirmed.

    Of what has stops, one of them at least is to be open; what only moves, nobody knows where, has
    hours but no place for them: they are to be confirmed.
    """
    found = rounds.get()
    if not found:
        return places.open_as(opening.hours)
    opened, hours = found.opened(opening), opening.hours
    fits = Q(hours__in=hours.known | hours.unknown)
    if found.stopping:
        fits = (fits & ~Q(pk__in=found.stopping)) | Q(pk__in=opened)
    sure = [place for place, is_sure in opened.items() if is_sure]
    doubts = Q(hours__in=hours.unknown) | Q(pk__in=found.unknown | (opened.keys() - set(sure)))
    return places.filter(fits).annotate(
        hours_unknown=Case(
            When(pk__in=sure, then=Value(0)), When(doubts, then=Value(1)), default=Value(0)
        )
    )


def not_both(near: "Near", opening: "Opening") -> set[int]:
    """Return what has a stop near, and a stop open then, but none that is both."""
    found = rounds.get()
    apart = found.opened(opening).keys() & found.reached(near).keys()
    return apart - found.opened(opening, near).keys()


def in_detours(places: PlaceQuerySet) -> PlaceQuerySet:
    """Add to *places* ``detours``: 1 for what only moves, which one meets on its day alone."""
    moving = rounds.get().moving
    one = Case(When(pk__in=moving, then=Value(1)), default=Value(0)) if moving else Value(0)
    return places.annotate(detours=one)


def round_last(places: PlaceQuerySet) -> PlaceQuerySet:
    """Add to *places* what orders them so: ``moves`` is 1 where nobody knows where it is."""
    unknown = rounds.get().unknown
    lost = Case(When(pk__in=unknown, then=Value(1)), default=Value(0)) if unknown else Value(0)
    return places.annotate(moves=lost)


def _read() -> Rounds:
    """Read all rounds with two queries, three where some of the places stay somewhere too."""
    standings: dict[int, list[Standing]] = defaultdict(list)
    for stop in Stop.objects.select_related("commune").order_by("place", "sort_order", "pk"):
        standings[stop.place_id].append(
            Standing(Whereabouts(*stop.point, stop.commune_id), stop.hours, stop.date)
        )
    moving = set(only_moving().values_list("pk", flat=True))
    if staying := standings.keys() - moving:
        own = PlacePage.objects.filter(pk__in=staying).order_by()
        columns = ("pk", "latitude", "longitude", "commune_id", "hours")
        for pk, latitude, longitude, commune, hours in own.values_list(*columns):
            standings[pk].append(Standing(Whereabouts(latitude, longitude, commune), hours))
    return Rounds(
        {place: tuple(each) for place, each in standings.items()},
        frozenset(moving),
    )


rounds = HeldValue(directory_cache, _read)

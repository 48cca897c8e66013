"""Where the places that move are found: by their stops, never by the address of their office.

Few places move, and few of their stops change: each process holds them all (``bitmaps``), and a
search names those that fit by their keys. A round costs no query.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Case, F, FloatField, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan
from django.utils import timezone

from core.cache import HeldValue
from directory.caches import directory_cache
from directory.models import PlacePage, Stop
from directory.querysets import PlaceQuerySet, box_around, flat_distance
from directory.rounds import lasting_stops

from .needs import only_moving

if TYPE_CHECKING:
    from .near import Centre, Near
    from .opening import Opening


class Whereabouts(NamedTuple):
    """Where a place is: its point, in WGS84 degrees, and its commune (primary key)."""

    latitude: float | None
    longitude: float | None
    commune: str


@dataclass(frozen=True)
class Rounds:
    """The ``stops`` of each place that has some, as its card tells them, and what only moves."""

    stops: Mapping[int, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    moving: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.stops or self.moving)

    def unknown(self) -> frozenset[int]:
        """What only moves, nobody knows where."""
        return self.moving - self.lasting().keys()

    def lasting(self) -> dict[int, Sequence[Mapping[str, Any]]]:
        """Return the stops that are not over today, by place."""
        today = timezone.localdate()
        found = {place: lasting_stops(stops, today) for place, stops in self.stops.items()}
        return {place: stops for place, stops in found.items() if stops}

    def distances(self, centre: "Centre", near: "Near | None" = None) -> dict[int, float]:
        """Return how far the nearest stop of each place is, in kilometres; of those *near*."""
        found: dict[int, float] = {}
        for place, stops in self.lasting().items():
            kilometres = [
                centre.kilometres_to(stop["latitude"], stop["longitude"])
                for stop in stops
                if near is None or near.holds(whereabouts(stop))
            ]
            known = [each for each in kilometres if each is not None]
            if known:
                found[place] = min(known)
        return found

    def opened(self, opening: "Opening", near: "Near | None" = None) -> set[int]:
        """Return the places that stop somewhere then; *near*, where that is asked."""
        return {
            place
            for place, stops in self.lasting().items()
            if any(
                opening.suits(stop["hours"])
                for stop in stops
                if near is None or near.holds(whereabouts(stop))
            )
        }


def whereabouts(stop: Mapping[str, Any]) -> Whereabouts:
    """Return where a *stop* is."""
    return Whereabouts(stop["latitude"], stop["longitude"], stop["insee_code"])


def places_near(places: PlaceQuerySet, near: "Near") -> PlaceQuerySet:
    """Return those of *places* that are *near*, with their ``distance``; all for anywhere.

    What has stops is as near as the nearest of them. What only moves, nobody knows where, is kept
    around its office, which tells the country that it serves, without any distance.
    """
    found, centre = rounds.get(), near.centre
    if centre is None or not found:
        return near.among(places)
    reached = found.distances(centre, near)
    elsewhere = found.moving - found.unknown()
    here = _at_office(near)
    if elsewhere:
        here &= ~Q(pk__in=elsewhere)
    if reached:
        here |= Q(pk__in=reached)
    own = flat_distance(centre.latitude, centre.longitude)
    return with_distances(places.alias(from_office=own).filter(here), centre)


def _at_office(near: "Near") -> Q:
    """Return what keeps the rows whose own address is *near*; they have ``from_office``."""
    if near.alone:
        return Q(commune=near.alone)
    assert near.centre is not None  # noqa: S101 -- for the type checker
    box = box_around(near.centre.latitude, near.centre.longitude, near.radius)
    return box & Q(from_office__lte=near.radius)


def with_distances(places: PlaceQuerySet, centre: "Centre") -> PlaceQuerySet:
    """Add ``distance`` to *places*, in kilometres; none where nobody knows where they are."""
    found = rounds.get()
    own = flat_distance(centre.latitude, centre.longitude)
    known = found.distances(centre)
    cases = [
        When(pk=place, then=Value(distance) if place in found.moving else _least(distance, own))
        for place, distance in sorted(known.items())
    ]
    if unknown := found.unknown():
        cases.append(When(pk__in=unknown, then=Value(None)))
    if not cases:
        return places.annotate(distance=own)
    return places.annotate(distance=Case(*cases, default=own, output_field=FloatField()))


def _least(distance: float, own: Combinable) -> Combinable:
    """Return the least of both: SQLite and PostgreSQL do not agree where one is unknown."""
    nearer = Q(latitude__isnull=True) | Q(GreaterThan(own, Value(distance)))
    return Case(When(nearer, then=Value(distance)), default=own, output_field=FloatField())


def nearest(places: PlaceQuerySet, centre: "Centre") -> PlaceQuerySet:
    """Return those of *places* that are somewhere, the nearest first, with their ``distance``."""
    return with_distances(places, centre).filter(distance__isnull=False).nearest_first()


def around(centre: "Centre", kilometres: float) -> PlaceQuerySet:
    """Return the published places at most so far from *centre*, with ``distance``, any day.

    What has stops is as near as the nearest of them. The tables say it in one query: the sheet asks
    it, whose first visit has none to spare for what a process holds of the rounds.
    """
    here = (centre.latitude, centre.longitude)
    point = (Coalesce("latitude", "commune__latitude"), Coalesce("longitude", "commune__longitude"))
    stops = (
        Stop.objects.filter(Q(date=None) | Q(date__gte=timezone.localdate()))
        .annotate(kilometres=flat_distance(*here, to=point))
        .filter(kilometres__lte=kilometres)
    )
    nearest_stop = stops.filter(place=OuterRef("pk")).order_by("kilometres").values("kilometres")
    moves = Q(pk__in=only_moving().values("pk"))
    stays_here = box_around(*here, kilometres) & ~moves
    stop_counts = moves | Q(latitude=None) | Q(from_stop__lt=F("from_office"))
    return (
        PlacePage.objects.published()
        .filter(stays_here | Q(pk__in=stops.values("place")))
        .alias(from_office=flat_distance(*here), from_stop=Subquery(nearest_stop[:1]))
        .annotate(
            distance=Case(
                When(Q(from_stop__isnull=False) & stop_counts, then=F("from_stop")),
                default=F("from_office"),
            )
        )
        .filter(distance__lte=kilometres)
    )


def places_open(places: PlaceQuerySet, opening: "Opening") -> PlaceQuerySet:
    """Return those of *places* that are open then, with ``hours_unknown``: 1 to be confirmed.

    What moves is open where it stops; where nobody knows that, its hours have no place: they are to
    be confirmed.
    """
    found = rounds.get()
    if not found:
        return places.open_as(opening.hours)
    stopping, unknown = found.opened(opening), found.unknown()
    hours = opening.hours
    fits = Q(hours__in=hours.known | hours.unknown) & ~Q(pk__in=found.moving - unknown)
    sure = Q(pk__in=stopping)
    doubts = Q(hours__in=hours.unknown) | Q(pk__in=unknown)
    return places.filter(fits | sure).annotate(
        hours_unknown=Case(When(sure, then=Value(0)), When(doubts, then=Value(1)), default=Value(0))
    )


def but_apart(places: PlaceQuerySet, near: "Near", opening: "Opening") -> PlaceQuerySet:
    """Leave out what stops near and opens then, but not both at once.

    *places* are near and open already. One that stays somewhere may be near and open there.
    """
    found, centre = rounds.get(), near.centre
    apart = found.lasting().keys() - found.opened(opening, near)
    if centre is None or not apart:
        return places
    hours = opening.hours
    at_home = _at_office(near) & Q(hours__in=hours.known | hours.unknown)
    own = flat_distance(centre.latitude, centre.longitude)
    stays = Q(pk__in=apart - found.moving) & ~at_home
    return places.alias(from_office=own).exclude(Q(pk__in=apart & found.moving) | stays)


def in_detours(places: PlaceQuerySet) -> PlaceQuerySet:
    """Add to *places* ``detours``: 1 for what only moves, which one meets on its day alone."""
    moving = rounds.get().moving
    one = Case(When(pk__in=moving, then=Value(1)), default=Value(0)) if moving else Value(0)
    return places.annotate(detours=one)


def round_last(places: PlaceQuerySet) -> PlaceQuerySet:
    """Add to *places* what orders them so: ``moves`` is 1 where nobody knows where it is."""
    unknown = rounds.get().unknown()
    lost = Case(When(pk__in=unknown, then=Value(1)), default=Value(0)) if unknown else Value(0)
    return places.annotate(moves=lost)


def _read() -> Rounds:
    from .bitmaps import place_bitmaps

    read = place_bitmaps.get()
    return Rounds(read.stops, read.moving)


rounds = HeldValue(directory_cache, _read)

"""What the home page says of all the places together, held until one of them changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Window

from core.cache import HeldValue
from directory.caches import directory_cache
from directory.models import Commune, LabelGrant, PlacePage
from directory.querysets import KM_PER_DEGREE
from directory.search.near import DEFAULT_RADIUS
from directory.search.rounds import rounds

from .drawing import dots

LARGEST = 60  # communes among which towns are chosen
TOWNS = 12
APART = 15  # kilometres between two towns: suburbs of a city are its neighbours already

Point = tuple[float, float]  # longitude and latitude, in degrees


@dataclass(frozen=True)
class Network:
    """All places at once: those invented by the demo are drawn, and are no figure.

    ``towns`` are the largest that lie apart and have a place around; ``dots`` is the path that
    draws where the places receive.
    """

    examples: int
    labelled: int
    with_hours: int
    communes: int
    all_communes: int
    towns: tuple[Commune, ...]
    dots: str


def _read() -> Network:
    held = LabelGrant.objects.valid().order_by().filter(place=OuterRef("pk"))
    places = PlacePage.objects.published().order_by()
    rows = places.annotate(has_hours=~Q(hours=""), has_label=Exists(held)).values_list(
        *("pk", "longitude", "latitude", "commune_id", "has_hours", "has_label", "is_example"),
        named=True,
    )
    all_places = list(rows)
    points = _points(all_places)
    existing = [place for place in all_places if not place.is_example]
    counted = Commune.objects.annotate(number=Window(Count("pk")))
    largest = list(counted.order_by("-population", "pk")[:LARGEST])
    return Network(
        examples=len(all_places) - len(existing),
        labelled=sum(place.has_label for place in existing),
        with_hours=sum(place.has_hours for place in existing),
        communes=len({place.commune_id for place in existing}),
        all_communes=getattr(largest[0], "number", 0) if largest else 0,
        towns=_towns(largest, points),
        dots=dots(points),
    )


def _points(places: Iterable[Any]) -> list[Point]:
    """Return where *places* receive: what moves, at its stops; where nobody knows them, nowhere."""
    found = rounds.get()
    standing = [
        (place.longitude, place.latitude)
        for place in places
        if place.latitude is not None and place.pk not in found.moving
    ]
    stops = (stop for stops in found.lasting().values() for stop in stops)
    return standing + [(stop["longitude"], stop["latitude"]) for stop in stops]


network = HeldValue(directory_cache, _read)


def _towns(largest: Sequence[Commune], points: list[Point]) -> tuple[Commune, ...]:
    """Choose among the *largest* communes; return them by name."""
    chosen: list[Commune] = []
    for commune in largest:
        if len(chosen) == TOWNS:
            break
        here = _point(commune)
        apart = all(_kilometres(here, _point(other)) >= APART for other in chosen)
        if apart and any(_kilometres(here, point) <= DEFAULT_RADIUS for point in points):
            chosen.append(commune)
    return tuple(sorted(chosen, key=lambda commune: commune.folded_name))


def _point(commune: Commune) -> Point:
    return commune.longitude, commune.latitude


def _kilometres(here: Point, there: Point) -> float:
    """Return the flat distance, as ``PlaceQuerySet.near`` reckons it."""
    east = (there[0] - here[0]) * cos(radians(here[1]))
    return KM_PER_DEGREE * hypot(east, there[1] - here[1])

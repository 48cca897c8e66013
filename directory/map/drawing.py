"""The region as a drawing: the outlines of its départements, and where a point falls on them."""

from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from math import cos, radians

from directory.map.background import Ring, outlines

WIDTH = 400  # units of the drawing; one is about 700 metres
MARGIN = 6


class Frame:
    """From degrees to units of the drawing: a plain projection, true enough for a region."""

    def __init__(self, points: Ring) -> None:
        longitudes, latitudes = zip(*points, strict=True)
        self.west, self.north = min(longitudes), max(latitudes)
        shrink = cos(radians((self.north + min(latitudes)) / 2))
        self.per_latitude = (WIDTH - 2 * MARGIN) / (max(longitudes) - self.west) / shrink
        self.per_longitude = self.per_latitude * shrink
        self.height = self.place(self.west, min(latitudes))[1] + MARGIN

    def place(self, longitude: float, latitude: float) -> tuple[int, int]:
        x, y = self.place_exactly(longitude, latitude)
        return round(x), round(y)

    def place_exactly(self, longitude: float, latitude: float) -> tuple[float, float]:
        return (
            MARGIN + (longitude - self.west) * self.per_longitude,
            MARGIN + (self.north - latitude) * self.per_latitude,
        )


@cache
def frame() -> Frame:
    return Frame([point for rings in _rings().values() for ring in rings for point in ring])


@cache
def shapes() -> dict[str, str]:
    """Return the path of each département, by name."""
    return {
        name: "".join(_path([frame().place(*point) for point in ring]) for ring in rings)
        for name, rings in _rings().items()
    }


def dots(points: Iterable[tuple[float, float]]) -> str:
    """Return a path that dots the *points* (latitude, longitude), once for those that touch.

    Where lines end round, one without length draws a dot.
    """
    placed = {frame().place(longitude, latitude) for latitude, longitude in points}
    return "".join(f"M{x} {y}h0" for x, y in sorted(placed))


@cache
def _rings() -> dict[str, list[Ring]]:
    """Return the outer rings of each département, by name."""
    return {
        outline["properties"]["departement"]: [
            polygon[0] for polygon in outline["geometry"]["coordinates"]
        ]
        for outline in outlines()
    }


def _path(points: list[tuple[int, int]]) -> str:
    """Return *points* as the commands of a closed path, each from the last."""
    steps = [(x - last_x, y - last_y) for (last_x, last_y), (x, y) in pairwise(points)]
    return (
        f"M{points[0][0]} {points[0][1]}"
        + "".join(f"l{dx} {dy}" for dx, dy in steps if dx or dy)
        + "z"
    )

"""A drawing of the region: its départements, and a dot where there is a place."""

from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from math import cos, radians
from typing import Any

from directory.map.background import outlines

WIDTH = 400  # units of the drawing; one is about 700 metres
MARGIN = 6
GRID = 3  # units between two dots: places of one town make one dot

Ring = list[list[float]]


def draw(links: dict[str, dict[str, Any]], points: Iterable[tuple[float, float]]) -> dict[str, Any]:
    """Return the drawing: see ``templates/home/sections/_drawing.html``.

    Args:
        links: label and url of the départements that can be clicked, by name.
        points: longitude and latitude of the places, in degrees.
    """
    return {
        "width": WIDTH,
        "height": _frame().height,
        "shapes": [{"path": path, "link": links.get(name)} for name, path in _shapes().items()],
        "dots": _dots(points),
    }


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
        return (
            MARGIN + round((longitude - self.west) * self.per_longitude),
            MARGIN + round((self.north - latitude) * self.per_latitude),
        )


@cache
def _outlines() -> dict[str, list[Ring]]:
    """Return the outer rings of each département, by name."""
    return {
        outline["properties"]["departement"]: [
            polygon[0] for polygon in outline["geometry"]["coordinates"]
        ]
        for outline in outlines()
    }


@cache
def _frame() -> Frame:
    return Frame([point for rings in _outlines().values() for ring in rings for point in ring])


@cache
def _shapes() -> dict[str, str]:
    """Return the path of each département, by name."""
    return {
        name: "".join(_path([_frame().place(*point) for point in ring]) for ring in rings)
        for name, rings in _outlines().items()
    }


def _path(points: list[tuple[int, int]]) -> str:
    """Return *points* as the commands of a closed path, each from the last."""
    steps = [(x - last_x, y - last_y) for (last_x, last_y), (x, y) in pairwise(points)]
    return (
        f"M{points[0][0]} {points[0][1]}"
        + "".join(f"l{dx} {dy}" for dx, dy in steps if dx or dy)
        + "z"
    )


def _dots(points: Iterable[tuple[float, float]]) -> str:
    """Return a path that dots the *points* (longitude, latitude), once for those that touch."""
    places = (_frame().place(*point) for point in points)
    dots = {(x - x % GRID, y - y % GRID) for x, y in places}
    return "".join(f"M{x} {y}h0" for x, y in sorted(dots))

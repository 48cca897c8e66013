"""A drawing of the region: its départements, and a dot where there is a place."""

from collections.abc import Iterable
from typing import Any

from directory.map.drawing import WIDTH, frame, shapes

GRID = 3  # units between two dots: places of one town make one dot


def draw(links: dict[str, dict[str, Any]], dots: str) -> dict[str, Any]:
    """Return the drawing: see ``templates/home/sections/_drawing.html``.

    Args:
        links: label and url of the départements that can be clicked, by name.
        dots: the path that dots the places.
    """
    return {
        "width": WIDTH,
        "height": frame().height,
        "shapes": [{"path": path, "link": links.get(name)} for name, path in shapes().items()],
        "dots": dots,
    }


def dots(points: Iterable[tuple[float, float]]) -> str:
    """Return a path that dots the *points* (longitude, latitude), once for those that touch."""
    places = (frame().place(*point) for point in points)
    on_the_grid = {(x - x % GRID, y - y % GRID) for x, y in places}
    return "".join(f"M{x} {y}h0" for x, y in sorted(on_the_grid))

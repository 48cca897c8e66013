"""The territory of a pôle on the drawing of the region: a dot for each commune."""

from collections.abc import Iterable
from dataclasses import dataclass

from directory.map.drawing import WIDTH, frame, shapes

LEAST = 60  # units that a drawing shows on each side: a small territory stays recognisable
AROUND = 12  # units left around the communes


@dataclass(frozen=True, slots=True)
class TerritoryMap:
    """See ``templates/directory/poles/_map.html``; ``dots`` is one path of strokes without length.

    No outline of a commune is known here: each is drawn at its centre, and the page says so.
    """

    view_box: str
    shapes: tuple[str, ...]
    dots: str
    dot: str  # diameter, in units


def territory_map(
    points: Iterable[tuple[float, float]], *, zoom: bool = True
) -> TerritoryMap | None:
    """Draw communes by their *points* (longitude, latitude); None without any.

    Args:
        zoom: show what is around them alone, and not the whole region.
    """
    placed = sorted({frame().place_exactly(*point) for point in points})
    if not placed:
        return None
    left, top, side, height = 0.0, 0.0, float(WIDTH), float(frame().height)
    if zoom:
        left, top, side = _square_around(placed)
        height = side
    dots = "".join(f"M{x:.1f} {y:.1f}h0" for x, y in placed)
    view_box = f"{left:.0f} {top:.0f} {side:.0f} {height:.0f}"
    return TerritoryMap(view_box, tuple(shapes().values()), dots, f"{side / 60:.1f}")


def _square_around(points: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Return the left, the top and the side of the square that holds *points*."""
    across, down = zip(*points, strict=True)
    side = max(max(across) - min(across), max(down) - min(down)) + 2 * AROUND
    side = max(side, LEAST)
    middle = (min(across) + max(across)) / 2, (min(down) + max(down)) / 2
    return middle[0] - side / 2, middle[1] - side / 2, side

"""The nearest of many points, found without measuring them all."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from directory.querysets import KM_PER_DEGREE

CELL = 0.025  # degrees of latitude: about 2.8 km
CELL_EAST = 0.0375  # degrees of longitude: about as much at the latitudes of France


class Point(NamedTuple):
    """A point in WGS84 degrees, and what stands there (the primary key of a place)."""

    latitude: float
    longitude: float
    place: int


class Nearest(NamedTuple):
    """What is nearest, and how far it is as the crow flies."""

    kilometres: float
    place: int


class Grid:
    """Points sorted by cell: those around are measured first, and those further on never.

    Distances are reckoned flat, as ``PlaceQuerySet.near`` does it.
    """

    def __init__(self, points: Iterable[Point]) -> None:
        cells: dict[tuple[int, int], set[Point]] = defaultdict(set)
        for point in points:
            cells[_cell(point.latitude, point.longitude)].add(point)
        self._cells = dict(cells)
        rows, columns = {row for row, _ in cells}, {column for _, column in cells}
        self._ends = [(min(line), max(line)) for line in (rows, columns) if line]

    def nearest(self, latitude: float, longitude: float) -> Nearest | None:
        """Return the point nearest to another; None where there are none.

        Of two that are as far, the one with the smaller key.
        """
        if not self._cells:
            return None
        here = _cell(latitude, longitude)
        shrink = math.cos(math.radians(latitude))
        surely = KM_PER_DEGREE * min(CELL, CELL_EAST * shrink)  # kilometres across one cell
        best, found = math.inf, 0
        for ring in range(self._furthest(here) + 1):
            # Where fewer cells hold something than have been passed, they are all read at once.
            few = (2 * ring + 1) ** 2 > len(self._cells)
            for cell in self._cells if few else _ring(here, ring):
                for at_latitude, at_longitude, place in self._cells.get(cell, ()):
                    north = at_latitude - latitude
                    east = (at_longitude - longitude) * shrink
                    square = north * north + east * east
                    if square < best or (square == best and place < found):
                        best, found = square, place
            if few or KM_PER_DEGREE * math.sqrt(best) < ring * surely:
                break  # what lies beyond this ring is further
        return Nearest(KM_PER_DEGREE * math.sqrt(best), found)

    def _furthest(self, here: tuple[int, int]) -> int:
        """Return how many rings there are from a cell to the last point."""
        return max(abs(end - at) for at, ends in zip(here, self._ends, strict=True) for end in ends)


def _cell(latitude: float, longitude: float) -> tuple[int, int]:
    return math.floor(latitude / CELL), math.floor(longitude / CELL_EAST)


def _ring(here: tuple[int, int], ring: int) -> Iterator[tuple[int, int]]:
    """Yield the cells that are *ring* cells away, the first ring being the cell itself."""
    row, column = here
    for step in range(-ring, ring + 1):
        if abs(step) == ring:
            yield from ((row + step, column + other) for other in range(-ring, ring + 1))
        else:
            yield row + step, column - ring
            if ring:
                yield row + step, column + ring

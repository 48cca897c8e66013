"""What is counted by intercommunalité, on a drawing of the region. Reads only.

The outlines of intercommunalités are not among the data of the site: each is a disc at the middle
of its communes, whose surface tells its number. A table beside it says the same to everyone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from django.db.models import Avg

from directory.map.drawing import WIDTH, frame, shapes
from directory.models import Epci

LARGEST, SMALLEST = 22, 3  # units of the drawing: radius of a disc


@dataclass(frozen=True)
class Disc:
    """An intercommunalité on the drawing; ``x``, ``y`` and ``radius`` in its units."""

    label: str
    number: int
    x: int
    y: int
    radius: float


@dataclass(frozen=True)
class TerritoryMap:
    """*discs*, the largest first, so that none hides a smaller one; *unit* is « dossier ».

    ``left_out`` are labels that are of no known intercommunalité.
    """

    width: int
    height: int
    shapes: tuple[str, ...]
    discs: tuple[Disc, ...]
    unit: str
    left_out: tuple[str, ...]

    @property
    def words(self) -> str:
        """What stands under the drawing, and is its name."""
        said = (
            f"Un disque au milieu de chaque intercommunalité\u00a0: plus il y a de {self.unit}s, "
            "plus il est grand. Le tableau dit les nombres."
        )
        left_out = ", ".join(self.left_out)
        return f"{said} Hors de la carte\u00a0: {left_out}." if left_out else said


def map_of(counts: Iterable[tuple[str, int]], unit: str) -> TerritoryMap | None:
    """Draw *counts*, by the name of the intercommunalité; None where none has a place."""
    found = sorted(counts, key=lambda row: (-row[1], row[0]))
    middles = _middles([label for label, _ in found])
    most = max((number for label, number in found if label in middles), default=0)
    if not most:
        return None
    discs = tuple(
        Disc(label, number, *frame().place(*middles[label]), _radius(number / most))
        for label, number in found
        if label in middles
    )
    left_out = tuple(label for label, _ in found if label not in middles)
    return TerritoryMap(WIDTH, frame().height, tuple(shapes().values()), discs, unit, left_out)


def _radius(share: float) -> float:
    return max(SMALLEST, round(LARGEST * sqrt(share), 1))


def _middles(names: list[str]) -> dict[str, tuple[float, float]]:
    """Return the longitude and latitude of the middle of each intercommunalité, by name."""
    rows = Epci.objects.filter(name__in=names).order_by().values_list("name")
    placed = rows.annotate(east=Avg("communes__longitude"), north=Avg("communes__latitude"))
    return {name: (east, north) for name, east, north in placed if east is not None}

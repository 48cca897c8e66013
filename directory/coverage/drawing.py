"""Communes that are far, and the places, on the drawing of the region.

The table of the page says the same to everyone.
"""

from dataclasses import dataclass

from directory.map.drawing import WIDTH, dots, frame, shapes

from .measure import Coverage, Reach, Standing

AROUND = 12  # units left around a territory that is drawn alone
NARROWEST = 90  # units: a territory of one commune is drawn with its surroundings


@dataclass(frozen=True)
class CoverageMap:
    """Paths of dots (see ``directory.map.drawing.dots``).

    ``view`` is the part of the drawing that is shown: that of the territory asked.
    """

    view: str
    shapes: tuple[str, ...]
    far: str
    unsure: str
    places: str


def map_of(coverage: Coverage) -> CoverageMap:
    """Draw what *coverage* tells."""
    far = [each for each in coverage.listed if each.standing is Standing.FAR]
    unsure = [each for each in coverage.listed if each.standing is Standing.UNSURE]
    return CoverageMap(
        view=_view(coverage),
        shapes=tuple(shapes().values()),
        far=dots(map(_point, far)),
        unsure=dots(map(_point, unsure)),
        places=coverage.measure.places,
    )


def _point(reach: Reach) -> tuple[float, float]:
    return reach.commune.latitude, reach.commune.longitude


def _view(coverage: Coverage) -> str:
    if not (coverage.question.where and coverage.reaches):
        return f"0 0 {WIDTH} {frame().height}"
    places = [
        frame().place(each.commune.longitude, each.commune.latitude) for each in coverage.reaches
    ]
    (west, east), (north, south) = ((min(line), max(line)) for line in zip(*places, strict=True))
    side = max(NARROWEST, east - west + 2 * AROUND, south - north + 2 * AROUND)
    return f"{(west + east - side) // 2} {(north + south - side) // 2} {side} {side}"

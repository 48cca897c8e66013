"""Where a file is from, and the places of the directory around it: a small drawing and a list."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q

from ami.models import Dossier
from ami.neighbours import MOST as MOST_HERE
from core.text.formats import distance
from directory.map.drawing import frame, shapes
from directory.models import Commune, PlacePage
from directory.search.needs import only_moving

KM = 15  # around the commune of the carrier
LEAST_KM = 5  # that the drawing shows on each side, where places are nearer
MOST = 12  # places, the nearest first
TOWNS = 6  # named on the drawing, the largest first
KM_PER_DEGREE = 111.2  # of latitude
SIDE = 100  # units of the drawing
ONE_MARK = (6, 6)  # units: places nearer to one another make one mark
NAME = (30, 7)  # units that a name takes; one letter takes two


@dataclass(frozen=True)
class Near:
    """A place of the list; ``rank`` is the number that it has on the drawing."""

    rank: int
    place: PlacePage
    kilometres: str


@dataclass(frozen=True)
class Mark:
    """A point of the drawing and its text: « 3 », or « 3+ » where several places are."""

    text: str
    x: float
    y: float


@dataclass(frozen=True)
class Around:
    """What is around a commune.

    ``move`` brings the *shapes* of the region to this drawing, which is a square of ``SIDE``.
    ``here`` are places of the commune itself, on the drawing or not; the first ``MOST_HERE`` ones
    and one more.
    """

    side: int
    within: int
    move: str
    shapes: tuple[str, ...]
    centre: Mark
    towns: tuple[Mark, ...]
    marks: tuple[Mark, ...]
    places: tuple[Near, ...]
    here: tuple[PlacePage, ...]


Place = Callable[[float, float], tuple[float, float]]


def around(dossier: Dossier) -> Around | None:
    """Return what is around the commune of *dossier*, in two queries; None without a commune."""
    commune = dossier.commune
    if commune is None:
        return None
    found, here = _places(commune)
    half = max([LEAST_KM, *(1.2 * place.distance for place in found)])  # kilometres
    units = half * frame().per_latitude / KM_PER_DEGREE
    scale = SIDE / (2 * units)
    centre = frame().place_exactly(commune.longitude, commune.latitude)
    west, north = centre[0] - units, centre[1] - units

    def place(longitude: float, latitude: float) -> tuple[float, float]:
        x, y = frame().place_exactly(longitude, latitude)
        return round((x - west) * scale, 1), round((y - north) * scale, 1)

    marks = _marks(found, place)
    return Around(
        side=SIDE,
        within=KM,
        move=f"scale({scale:.3f}) translate({-west:.3f} {-north:.3f})",
        shapes=tuple(shapes().values()),
        centre=Mark(commune.name, SIDE / 2, SIDE / 2),
        towns=tuple(_towns(commune, marks, half, place)),
        marks=tuple(marks),
        places=tuple(
            Near(rank, each, distance(each.distance)) for rank, each in enumerate(found, 1)
        ),
        here=tuple(here),
    )


def _places(commune: Commune) -> tuple[list[PlacePage], list[PlacePage]]:
    """Return the places nearest to the point of *commune*, then those of it, in one query.

    One of the commune may be without a point, or far from that of the commune. What only moves is
    at neither: its address is that of an office.
    """
    point = commune.latitude, commune.longitude
    live = PlacePage.objects.live().exclude(pk__in=only_moving().values("pk"))
    nearest = live.near(*point, KM).nearest_first()[:MOST]
    of_commune = live.filter(commune=commune)[: MOST_HERE + 1]
    wanted = Q(pk__in=nearest.values("pk")) | Q(pk__in=of_commune.values("pk"))
    found = list(PlacePage.objects.filter(wanted).with_distance(*point).nearest_first())
    near = [each for each in found if each.distance is not None and each.distance <= KM]
    here = [each for each in found if each.commune_id == commune.pk]
    return near[:MOST], here[: MOST_HERE + 1]


def _towns(commune: Commune, marks: list[Mark], half: float, place: Place) -> list[Mark]:
    """Return the names of the largest communes of the drawing that stand apart, and whole."""
    span = half / KM_PER_DEGREE  # degrees
    box = Commune.objects.filter(
        latitude__range=(commune.latitude - span, commune.latitude + span),
        longitude__range=(commune.longitude - span, commune.longitude + span),
    )
    named: list[Mark] = []
    taken = [*marks, Mark("", SIDE / 2, SIDE / 2 + 3)]
    for each in box.exclude(pk=commune.pk).order_by("-population", "pk")[: 5 * TOWNS]:
        x, y = place(each.longitude, each.latitude)
        half_name = len(each.name)
        is_whole = half_name < x < SIDE - half_name
        if is_whole and not any(_touch(other, x, y, *NAME) for other in taken):
            named.append(Mark(each.name, x, y))
            taken.append(named[-1])
    return named[:TOWNS]


def _marks(places: Iterable[PlacePage], place: Place) -> list[Mark]:
    """Return a mark for each of *places* that stands apart from those before it."""
    marks: list[Mark] = []
    for rank, each in enumerate(places, 1):
        x, y = place(each.longitude or 0, each.latitude or 0)  # ``near`` keeps those with a point
        met = next((i for i, mark in enumerate(marks) if _touch(mark, x, y, *ONE_MARK)), None)
        if met is None:
            marks.append(Mark(str(rank), x, y))
        else:
            marks[met] = Mark(f"{marks[met].text.rstrip('+')}+", marks[met].x, marks[met].y)
    return marks


def _touch(mark: Mark, x: float, y: float, width: float, height: float) -> bool:
    return abs(mark.x - x) < width and abs(mark.y - y) < height

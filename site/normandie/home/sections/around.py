"""Places near the visitor: by département, by town, or around where they stand."""

from math import cos, hypot, radians

from core.listing.addresses import address
from directory.models import Commune
from directory.querysets import KM_PER_DEGREE
from directory.search.near import DEFAULT_RADIUS
from directory.search.places import PlaceSearch

from .drawing import draw
from .front import Front, Section

TOWNS = 12
APART = 15  # kilometres between two towns: suburbs of a city are its neighbours already
DEPARTEMENT = "departement"

Point = tuple[float, float]  # longitude and latitude, in degrees


def around(front: Front) -> Section | None:
    """Offer the départements and the largest towns with a place around, and a drawing of all."""
    departements = [
        {"label": label, "number": number, "url": front.list_url(DEPARTEMENT, code)}
        for code, label in PlaceSearch.known_values()[DEPARTEMENT].items()
        if (number := front.count(DEPARTEMENT, code))
    ]
    if not front.directory_url or not departements:
        return None
    by_name = {str(departement["label"]): departement for departement in departements}
    return Section(
        "home/sections/around.html",
        {
            "directory_url": front.directory_url,
            "map_url": front.route_url("map"),
            "departements": departements,
            "towns": _towns(front),
            "total": front.tally.total,
            "drawing": draw(by_name, front.points),
        },
    )


def _towns(front: Front) -> list[dict[str, str]]:
    """Return the largest towns that lie apart and have a place around, by name."""
    chosen: list[Commune] = []
    for commune in front.communes:
        if len(chosen) == TOWNS:
            break
        here = _point(commune)
        apart = all(_kilometres(here, _point(other)) >= APART for other in chosen)
        if apart and any(_kilometres(here, point) <= DEFAULT_RADIUS for point in front.points):
            chosen.append(commune)
    return [
        {
            "label": commune.name,
            "url": address(front.directory_url, [("commune", commune.key)]),
        }
        for commune in sorted(chosen, key=lambda commune: commune.folded_name)
    ]


def _point(commune: Commune) -> Point:
    return commune.longitude, commune.latitude


def _kilometres(here: Point, there: Point) -> float:
    """Return the flat distance, as ``PlaceQuerySet.near`` reckons it."""
    east = (there[0] - here[0]) * cos(radians(here[1]))
    return KM_PER_DEGREE * hypot(east, there[1] - here[1])

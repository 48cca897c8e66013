"""What the map shows without tiles: the outlines of the départements and the main towns."""

from functools import cache
from typing import Any

from django.conf import settings

from core.pages.files import WrittenFile, json_file
from directory.caches import directory_cache
from directory.models import Commune
from directory.services.territory import read_outline

DECIMALS = 3  # of a degree: a hundred metres, enough for a region on a screen
MIN_RING = 8  # points: smaller rings are islets that no screen would show
TOWNS = 250  # read, largest first
APART = 0.16  # degrees between two names, so that they do not touch

Ring = list[list[float]]


def background_file() -> WrittenFile:
    """Return outlines and towns as GeoJSON; it changes with the territory only."""
    return directory_cache.get_or_compute("map-background", (), lambda: json_file(_collection()))


def _collection() -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": [*outlines(), *_towns()]}


@cache
def outlines() -> tuple[dict[str, Any], ...]:
    """Return the départements as Features, with coarser lines than the file they come from.

    Rounding moves a point that two départements share to the same place: borders still join.
    """
    return tuple(
        {
            "type": "Feature",
            "properties": {"departement": feature["properties"]["nom"]},
            "geometry": {"type": "MultiPolygon", "coordinates": _coarser(feature["geometry"])},
        }
        for feature in read_outline(settings.REGION.folder)
    )


def _coarser(geometry: dict[str, Any]) -> list[list[Ring]]:
    """Return the polygons of *geometry* (a Polygon or a MultiPolygon), rounded."""
    coordinates = geometry["coordinates"]
    polygons = coordinates if geometry["type"] == "MultiPolygon" else [coordinates]
    rounded = [[_rounded(ring) for ring in polygon] for polygon in polygons]
    return [polygon for polygon in rounded if len(polygon[0]) >= MIN_RING]


def _rounded(ring: Ring) -> Ring:
    points: Ring = []
    for longitude, latitude in ring:
        point = [round(longitude, DECIMALS), round(latitude, DECIMALS)]
        if not points or points[-1] != point:
            points.append(point)
    return points


def _towns() -> list[dict[str, Any]]:
    """Return the largest towns that stand far enough from a larger one, largest first."""
    kept_towns: list[Commune] = []
    for town in Commune.objects.order_by("-population", "pk")[:TOWNS]:
        if all(_far(town, other) for other in kept_towns):
            kept_towns.append(town)
    return [
        {
            "type": "Feature",
            "properties": {"town": town.name, "rank": rank},
            "geometry": {
                "type": "Point",
                "coordinates": [round(town.longitude, 3), round(town.latitude, 3)],
            },
        }
        for rank, town in enumerate(kept_towns)
    ]


def _far(town: Commune, other: Commune) -> bool:
    return (
        abs(town.latitude - other.latitude) > APART / 2
        or abs(town.longitude - other.longitude) > APART
    )

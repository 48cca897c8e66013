"""The background of the maps, from ``settings.DIRECTORY_MAP_TILES``."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings


def tiles_origin() -> str:
    """Return the origin of the tiles as a policy names it; nothing when the maps have none."""
    address = urlsplit(settings.DIRECTORY_MAP_TILES["url"])
    host = address.netloc.replace("{s}", "*")
    return f"{address.scheme}://{host}" if host else ""


def tile_options(*, embedded: bool = False) -> dict[str, Any] | None:
    """Return what the script of a public map needs to draw the background; None without one.

    On another site (*embedded*) the map asks nothing of a third party, unless a setting says so.
    """
    tiles = settings.DIRECTORY_MAP_TILES
    if not tiles["url"] or (embedded and not tiles["embedded"]):
        return None
    return {
        "url": tiles["url"],
        "attribution": tiles["attribution"],
        "maxZoom": tiles["max_zoom"],
    }

"""Pages that show the background of a map."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_update
from django.http.response import HttpResponseBase

from directory.map.tiles import tiles_origin

View = Callable[..., HttpResponseBase]


def allow_tiles(view: View) -> View:
    """Let the pages of *view* show the images of the tile server, if the maps have one."""

    @wraps(view)
    def wrapper(*args: Any, **kwargs: Any) -> HttpResponseBase:
        origin = tiles_origin()
        allowed = csp_update({"img-src": [origin]} if origin else {})
        response: HttpResponseBase = allowed(view)(*args, **kwargs)
        return response

    return wrapper

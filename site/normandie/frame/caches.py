"""The frame is read once a minute at most, and again as soon as something of it changes."""

import logging
from dataclasses import fields

from django.db import DatabaseError
from django.http import HttpRequest
from wagtail.models import Site

from core.cache import VersionedCache

from .content import Frame, read_frame

logger = logging.getLogger(__name__)

frame_cache = VersionedCache("frame")
# A frame kept by the former version of the site is not mistaken for one of this version.
SHAPE = tuple(field.name for field in fields(Frame))


def frame_of(request: HttpRequest) -> Frame:
    """Return what surrounds the page asked; no query when it is kept and the site is known.

    Error pages need it too: while the database does not answer, names alone are left.
    """
    frame = getattr(request, "_frame", None)
    if frame is None:
        frame = request._frame = _frame_of(request)  # type: ignore[attr-defined]
    return frame


def _frame_of(request: HttpRequest) -> Frame:
    try:
        site = Site.find_for_request(request)
        return frame_cache.get_or_compute(
            "site", (site and site.pk, SHAPE), lambda: read_frame(site)
        )
    except DatabaseError:
        logger.exception("frame: the database does not answer, menus are left out")
        return read_frame(None)

"""The frame is read once a minute at most, and again as soon as something of it changes."""

import logging
from dataclasses import fields

from django.db import DatabaseError
from django.http import HttpRequest
from wagtail.models import Site

from core.cache import IN_PROCESS, VersionedCache

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
        # Screens of staff ask nothing else of their site: it is not read for a name that is kept.
        return frame_cache.get_or_compute(
            "site",
            (_site_key(request), SHAPE),
            lambda: read_frame(Site.find_for_request(request)),
        )
    except DatabaseError:
        logger.exception("frame: the database does not answer, menus are left out")
        return read_frame(None)


def _site_key(request: HttpRequest) -> int | None:
    def read() -> int | None:
        site = Site.find_for_request(request)
        return site.pk if site else None

    return frame_cache.get_or_compute("key", request.get_host(), read, alias=IN_PROCESS)

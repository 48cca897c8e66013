"""Counting who reads, where the page is answered, and writing it down beside the answers.

A page costs no query more: the counts wait in the memory of the process, and go to the database a
batch at a time, in a thread that no answer waits for. A process that is killed loses what it holds,
a minute's worth of reading; one that is stopped writes it first.
"""

import atexit
import logging
import re
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from threading import Lock
from typing import Any, NamedTuple

from django.conf import settings
from django.core.signals import request_finished
from django.db import Error, transaction
from django.db.models import F
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from wagtail.models import Page

from core.background import run_in_background
from core.response_cache import response_reused
from directory.models import PlacePage
from events.models import EventPage

from .models import PlaceViews, Viewed

logger = logging.getLogger(__name__)

WRITTEN_EVERY = 60  # seconds
# What says itself to be a program, in the words of those that come, or by the address that only
# they give; one that pretends to be a person is counted as one. « Cubot » makes telephones.
ROBOTS = re.compile(
    r"(?<!cu)bot(?:\b|_)|https?://|crawl|spider|slurp|archiver|preview|facebookexternalhit|whatsapp"
    r"|googleother|inspectiontool|headless|lighthouse|monitor|uptime|scan|curl|wget|python|java/"
    r"|okhttp|axios|go-http|libwww|http-?client",
    re.IGNORECASE,
)

Serve = Callable[[Page, HttpRequest, Any, Any], HttpResponseBase]


class Key(NamedTuple):
    """What is counted together."""

    place: int
    month: date
    viewed: str


class ViewCounter:
    """What this process has counted and not written yet; several threads may use it at once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: Counter[Key] = Counter()
        self._waiting_since = 0.0

    def add(self, key: Key) -> None:
        self._put(Counter({key: 1}))

    def is_due(self) -> bool:
        """Whether the first of what waits has waited long enough."""
        return bool(self._counts) and time.monotonic() - self._waiting_since >= WRITTEN_EVERY

    def write(self) -> None:
        """Write what waits; what the database refuses waits again."""
        with self._lock:
            counts, self._counts = self._counts, Counter()
        if not counts:
            return
        try:
            write_views(counts)
        except Error as error:
            logger.warning("views of places wait to be written (%s)", type(error).__name__)
            self._put(counts)

    def _put(self, counts: Counter[Key]) -> None:
        with self._lock:
            if not self._counts:
                self._waiting_since = time.monotonic()
            self._counts += counts


counter = ViewCounter()


@transaction.atomic
def write_views(counts: Counter[Key]) -> None:
    """Add *counts* to those of the database; a place that is no more is left out.

    In one order, so that two processes never wait for each other.
    """
    known = set(
        PlacePage.objects.filter(pk__in={key.place for key in counts}).values_list("pk", flat=True)
    )
    kept = sorted(key for key in counts if key.place in known)
    PlaceViews.objects.bulk_create(
        [PlaceViews(place_id=key.place, month=key.month, viewed=key.viewed) for key in kept],
        ignore_conflicts=True,
    )
    for key in kept:
        row = PlaceViews.objects.filter(place=key.place, month=key.month, viewed=key.viewed)
        row.update(count=F("count") + counts[key])


def count_views(serve: Serve) -> Serve:
    """Hook « on_serve_page »: count a sheet or a workshop once it is answered whole.

    The answer bears what it shows: it may be given again, and is counted then too.
    """

    def counted(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponseBase:
        response = serve(page, request, args, kwargs)
        if response.status_code == 200 and (viewed := _viewed(page, request)):
            response.viewed = viewed  # type: ignore[attr-defined]
            count_view(request, response)
        return response

    return counted


def count_view(request: HttpRequest, response: HttpResponseBase, **kwargs: Any) -> None:
    """Count what *response* shows of a place, for who reads it."""
    viewed: tuple[int, Viewed] | None = getattr(response, "viewed", None)
    if viewed and is_a_reader(request):
        place, what = viewed
        counter.add(Key(place, timezone.localdate().replace(day=1), what.value))


def is_a_reader(request: HttpRequest) -> bool:
    """Whether a person seems to read this answer, who works neither for the place nor for us.

    Who is signed in, manager or staff, has a session; visitors have none. What a browser fetches
    ahead may never be looked at.
    """
    agent = request.headers.get("User-Agent", "")
    return (
        request.method == "GET"
        and bool(agent)
        and not ROBOTS.search(agent)
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "prefetch" not in request.headers.get("Sec-Purpose", "")
    )


def _viewed(page: Page, request: HttpRequest) -> tuple[int, Viewed] | None:
    """Return the place of *page* and what of it is read; None for all but the page itself."""
    match = getattr(request, "routable_resolver_match", None)
    route = match.url_name if match else ""
    if isinstance(page, PlacePage) and route == "sheet":
        return page.pk, Viewed.SHEET
    if isinstance(page, EventPage) and route == "event":
        return page.place.pk, Viewed.WORKSHOP
    return None


def _write_when_due(**kwargs: Any) -> None:
    if counter.is_due():
        run_in_background(counter.write)


def start() -> None:
    """Have what is counted written, between answers and when the process stops."""
    response_reused.connect(count_view, dispatch_uid="espace.traffic")
    request_finished.connect(_write_when_due, dispatch_uid="espace.traffic")
    atexit.register(counter.write)

"""Whole answers, kept a moment for visitors who have no cookie.

The first visitor pays what the page costs; this is for the minute in which everyone asks for the
same one (docs/decisions/0066-response-cache.md). An answer lasts until the end of the minute, when
« ouvert » may become « fermé », and until anything changes that a page shows (``core.cache``).
"""

import time
from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import MiddlewareNotUsed
from django.dispatch import Signal
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from core.cache import site_version

RESPONSES = "responses"  # alias of the cache, one for each process
MINUTE = 60  # seconds
MAX_BYTES = 100_000  # of an answer that is kept: four times the largest page, once compressed
# By these alone may an answer differ: the first is in the key, the second is asked of nobody here.
KNOWN_TO_VARY = {"accept-encoding", "cookie"}
NOT_TO_BE_KEPT = {"private", "no-store", "no-cache"}

# ``request`` was given ``response``, made for somebody else: no view has seen it.
response_reused = Signal()

Answer = Callable[[HttpRequest], HttpResponseBase]


class ResponseCacheMiddleware:
    """Gives again the answer of the last minute to the same address, where anyone may have it.

    Stands above what compresses and signs answers, so that it costs neither again. Django's own
    would let browsers keep the page too, and show for a minute the date that was just cancelled.
    """

    def __init__(self, get_response: Answer) -> None:
        if not settings.RESPONSE_CACHE:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_anyones(request):
            return self.get_response(request)
        kept, key = caches[RESPONSES], _key(request)  # before the answer is made
        found: HttpResponseBase | None = kept.get(key)
        if found is not None:
            response_reused.send(self.__class__, request=request, response=found)
            return found
        response = self.get_response(request)
        if is_for_anyone(response):
            kept.set(key, response, MINUTE)
        return response


def is_anyones(request: HttpRequest) -> bool:
    """Whether nothing in *request* says who asks."""
    headers = request.headers
    return request.method == "GET" and not (headers.get("Cookie") or "Authorization" in headers)


def is_for_anyone(response: HttpResponseBase) -> bool:
    """Whether *response* may be given to others: whole, without cookie (so without form token)."""
    varies = {name.lower() for name in _words(response, "Vary")}
    control = {word.split("=")[0].lower() for word in _words(response, "Cache-Control")}
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("ETag")  # who has it already is answered 304
        and varies <= KNOWN_TO_VARY
        and not control & NOT_TO_BE_KEPT
        and len(response.content) <= MAX_BYTES  # type: ignore[attr-defined]
    )


def _words(response: HttpResponseBase, header: str) -> list[str]:
    return [word.strip() for word in response.get(header, "").split(",") if word.strip()]


def _key(request: HttpRequest) -> str:
    """Return what is the same for the same answer; the address itself is not kept."""
    asked = (
        site_version(),
        int(time.time() // MINUTE),
        request.build_absolute_uri(),
        "gzip" in request.headers.get("Accept-Encoding", ""),
    )
    return sha256(repr(asked).encode()).hexdigest()

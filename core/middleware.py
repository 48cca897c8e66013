"""What every answer of the site owes to what it was asked."""

import codecs
import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.defaults import bad_request

logger = logging.getLogger(__name__)


class Utf8Only:
    """Answers 415 to what is sent in another encoding than UTF-8.

    Django reads a request in the one that it names, were it of Python alone: « unicode_escape »
    makes halves of characters that no page and no database can write. Browsers send UTF-8, for
    pages are (HTML standard, « form-data encoding »).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        encoding = request.encoding  # None where the request names none that Python knows
        if encoding and codecs.lookup(encoding).name not in ("utf-8", "ascii"):
            return HttpResponse(status=415)
        return self.get_response(request)


class HugeNumbers:
    """Answers 400 when a number of the request is too large for the database to look for.

    SQLite holds 64 bits and raises OverflowError past them. Django checks the size of one key, not
    that of several (« pk in »), nor of a key that is a relation, as those of pages. Forms of ours
    say it beside their field (``core.forms.fields``); the screens of Wagtail have this.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        if not isinstance(exception, OverflowError) or "SQLite INTEGER" not in str(exception):
            return None
        logger.warning("a number too large for the database was asked of %s", request.path)
        return bad_request(request, exception)

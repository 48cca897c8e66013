"""What every answer of the site owes to what it was asked."""

import logging
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.defaults import bad_request

logger = logging.getLogger(__name__)


class HugeNumbers:
    """Answers 400 when a number of the request is too large for the database to look for.

    SQLite holds 64 bits and raises OverflowError past them. Django checks the size of one key, not
    that of several (« pk in »), nor of a key that is a relation, as those of pages. Forms of ours
    say it beside their field (``core.forms.choices``); the screens of Wagtail have this.
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

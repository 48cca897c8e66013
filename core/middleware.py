"""What every answer of the site owes to what it was asked."""

import codecs
import logging
from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.defaults import bad_request

logger = logging.getLogger(__name__)


class UnicodeAlone:
    """Answers 400 to what says that it is written in another charset than the pages of the site.

    Browsers write a form in the charset of its page. Django reads any that Python knows, and some
    of them give half a character, which no answer nor database can hold, or give nothing at all. It
    refuses them itself of a form without a file, and reads the parameters of an address by them.
    """

    READ = ("utf-8", "ascii")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        charset = request.encoding  # one that Python knows, or nothing
        if charset and codecs.lookup(charset).name not in self.READ:
            return bad_request(request, BadRequest("another charset"))
        return self.get_response(request)


class AnsweringErrors:
    """The ground of what answers some of the errors of views, by Django's ``process_exception``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)


class HugeNumbers(AnsweringErrors):
    """Answers 400 when a number of the request is too large for the database to look for.

    SQLite holds 64 bits and raises OverflowError past them. Django checks the size of one key, not
    that of several (« pk in »), nor of a key that is a relation, as those of pages. Forms of ours
    say it beside their field (``core.forms.choices``); the screens of Wagtail have this.
    """

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        if not isinstance(exception, OverflowError) or "SQLite INTEGER" not in str(exception):
            return None
        logger.warning("a number too large for the database was asked of %s", request.path)
        return bad_request(request, exception)

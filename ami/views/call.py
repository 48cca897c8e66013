"""« /appels/ » and « /appels/<call>/ »."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.http.response import HttpResponseBase

if TYPE_CHECKING:
    from ami.models import CallPage, CallsPage


def calls(request: HttpRequest, page: "CallsPage") -> HttpResponseBase:
    """List the calls: open, to come, closed."""
    response: HttpResponseBase = page.render(request)
    return response


def call(request: HttpRequest, page: "CallPage") -> HttpResponseBase:
    """Present a call."""
    response: HttpResponseBase = page.render(request)
    return response

"""A file sent whole, or 304 to who has it already (RFC 9110 §13.1.2)."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import condition

from directory.answer import Answer


def send(
    request: HttpRequest, file: Answer, content_type: str, headers: Mapping[str, str]
) -> HttpResponseBase:
    """Answer *request* with *file*; the *headers* go with the 304 too."""

    @condition(etag_func=lambda request: file.etag)
    def whole(request: HttpRequest) -> HttpResponse:
        return HttpResponse(file.body, content_type=content_type)

    response = whole(request)
    for name, value in headers.items():
        response[name] = value
    return response

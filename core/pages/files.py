"""Files that the site writes, sent whole or 304 (RFC 9110 §13.1.2); private ones, to be saved."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import condition


@dataclass(frozen=True)
class WrittenFile:
    """The bytes of a file, and the ETag that changes with them."""

    body: bytes
    etag: str


def json_file(content: Any) -> WrittenFile:
    """Write *content* as compact JSON."""
    return file_of(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())


def file_of(body: bytes) -> WrittenFile:
    """Give *body* its ETag."""
    # Weak: the same content, whatever its compression (RFC 9110 §8.8.1).
    return WrittenFile(body, f'W/"{hashlib.sha256(body).hexdigest()[:24]}"')


def send_file(
    request: HttpRequest, file: WrittenFile, content_type: str, headers: Mapping[str, str]
) -> HttpResponseBase:
    """Answer *request* with *file*; the *headers* go with the 304 too."""

    @condition(etag_func=lambda request: file.etag)
    def whole(request: HttpRequest) -> HttpResponse:
        return HttpResponse(file.body, content_type=content_type)

    response = whole(request)
    for name, value in headers.items():
        response[name] = value
    return response


def as_download(file: FieldFile, name: str) -> FileResponse:
    """Return a private *file* under *name*, always to be saved, never shown as a page of the site.

    Raises:
        Http404: the store has it no more, or does not answer.
    """
    try:
        content = file.open("rb")
    except OSError as error:
        raise Http404 from error
    response = FileResponse(
        content, as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    response["Content-Security-Policy"] = "sandbox"
    return response

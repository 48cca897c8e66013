"""What the server hands over to Django."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory

from normandie.wsgi import application

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def connection_stays_open() -> Iterator[None]:
    """As Django's test client does: a request must not close the connection of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def status_of(content_type: str, **environ: Any) -> int:
    """The status of the answer to a form search sent with *content_type*."""
    statuses: list[str] = []
    asked = RequestFactory().get("/annuaire/?q=phare").environ | environ
    asked |= {"CONTENT_TYPE": content_type, "wsgi.input": BytesIO()}
    answer = application(asked, lambda status, headers: statuses.append(status))
    answer.close()
    return int(statuses[0].split()[0])


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "charset",
    [
        *("charset=zlib", "Charset = zlib", "charset*=utf-8''zlib", 'charset="hex"'),
        *("charset=unicode_escape", "charset=utf-8", "other*=nope''%41"),
    ],
)
def test_whatever_charset_is_declared_the_page_is_served(charset: str) -> None:
    assert status_of(f"application/x-www-form-urlencoded; {charset}") == 200


def test_the_rest_of_the_content_type_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(
        application, "application", lambda environ, _: seen.append(environ["CONTENT_TYPE"])
    )
    for content_type in ("multipart/form-data; boundary=a; charset=zlib", "text/plain", ""):
        application({"CONTENT_TYPE": content_type}, None)

    assert seen == ["multipart/form-data; boundary=a", "text/plain", ""]

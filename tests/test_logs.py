"""Logs tell what fails without what was typed, nor any secret of an address."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import get_page_models

from core.logs import MASK, MaskSecretPaths
from tests.factories import AgendaPageFactory

PROJECT = Path(__file__).parent.parent
SECRET = "b2M5-x7q_SECRET"
LEAVE = "/espace/collectif/ne-plus-recevoir/"
SECRET_PART = re.compile(r"<\w+:(?:secret|token)>|\(\?P<(?:secret|token|uidb36)>")
START = 10.0  # seconds that a server may take to start


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """What Django's loggers say, as the handler of the settings lets it through."""
    options = settings.LOGGING["filters"]["secrets"]
    assert "secrets" in settings.LOGGING["handlers"]["console"]["filters"]
    caplog.handler.addFilter(MaskSecretPaths(options["after"]))
    return caplog


@pytest.mark.one_engine
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "said"),
    [
        (f"/agenda/lettre/{SECRET}/", f"/agenda/lettre/{MASK}"),
        (f"/dossier/{SECRET}/", f"/dossier/{MASK}"),
        (f"/avis/{SECRET}/", f"/avis/{MASK}"),
        (f"{LEAVE}{SECRET}/", f"{LEAVE}{MASK}"),
        (f"/appels/x/prevenez-moi/{SECRET}/", f"/appels/x/prevenez-moi/{MASK}"),
        (f"/agenda/lettre/{SECRET}/desabonnement/", f"/agenda/lettre/{MASK}"),
        (f"/agenda/LETTRE/{SECRET}/", f"/agenda/LETTRE/{MASK}"),
        (f"/agenda/lettre/{SECRET}/autre/", f"/agenda/lettre/{MASK}"),
        (f"/ailleurs/mot-de-passe-oublie/lien/1-{SECRET}/", f"/lien/{MASK}"),
        (f"/invitation/{SECRET}/", f"/invitation/{MASK}"),
        (f"/lieux/x/y/inscription/lien/{SECRET}/", f"/lieux/x/y/inscription/lien/{MASK}"),
    ],
)
def test_no_secret_of_an_address_is_logged(
    client: Client, logged: pytest.LogCaptureFixture, path: str, said: str
) -> None:
    AgendaPageFactory()

    for method in (client.get, client.put):
        method(path)

    assert SECRET not in logged.text
    assert said in logged.text


def test_every_link_that_holds_a_secret_is_known_to_the_logs() -> None:
    pages = [model for model in get_page_models() if hasattr(model, "get_subpage_urls")]
    routes = {str(url.pattern) for page in pages for url in page.get_subpage_urls()}
    routes |= set(routes_of(get_resolver()))
    before = {f"/{SECRET_PART.split(route)[0]}" for route in routes if SECRET_PART.search(route)}

    assert len(before) > 5
    unknown = [path for path in before if not any(part in path for part in settings.SECRET_AFTER)]
    assert unknown == []


def routes_of(found: URLResolver | URLPattern, above: str = "") -> Iterator[str]:
    """Give what each address is made of, one after another."""
    route = above + str(found.pattern).removeprefix("^")
    if isinstance(found, URLPattern):
        yield route
        return
    for each in found.url_patterns:
        yield from routes_of(each, "" if route == "/" else route)


@pytest.mark.django_db
def test_the_address_of_a_page_that_is_not_there_is_logged_whole(
    client: Client, logged: pytest.LogCaptureFixture
) -> None:
    client.get("/agenda/lettres/nulle-part/")

    assert "Not Found: /agenda/lettres/nulle-part/" in logged.text


def test_what_the_server_cannot_read_is_refused_and_logged_without_it(tmp_path: Path) -> None:
    log = tmp_path / "journal"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]
    with log.open("wb") as file:
        server = subprocess.Popen(
            [*command, "wsgiref.simple_server:demo_app"],
            cwd=PROJECT,
            env=os.environ | {"BIND": f"127.0.0.1:{port}", "WEB_CONCURRENCY": "1"},
            stdout=file,
            stderr=file,
        )
        try:
            answer = _ask(port, "GET /lieux.csv?commune=Évreux HTTP/1.1\r\nHost: a\r\n\r\n")
        finally:
            server.terminate()
            server.wait(START)

    said = log.read_text("utf-8", "replace")
    assert answer.startswith(b"HTTP/1.1 400")
    assert "Invalid request" in said
    for typed in ("commune", "vreux", "ip=", "lieux.csv"):
        assert typed not in said


def _ask(port: int, request: str) -> bytes:
    end = time.monotonic() + START
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), START) as connection:
                connection.sendall(request.encode())
                return connection.recv(1000)
        except ConnectionRefusedError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)

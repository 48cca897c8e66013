"""An engine that does not answer: the tables do, within a second, once, then at once."""

import socket
import threading
import time
from base64 import b64encode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest
from django.test import Client
from elasticsearch import Elasticsearch

from core.engine import client as engine_client
from core.engine.client import AWAY_SECONDS, PATIENCE, Away, breaker
from core.engine.queue import BEHIND
from core.health_checks import CHECKS, State
from core.models import TextToSend
from normandie.checks import words_travel_encrypted
from normandie.editorial.models import StandardPage
from normandie.search.engine.documents import TEXTS
from normandie.search.jobs import feed, rebuild_all
from tests.engine import HOME, STARTS_WITHIN, Server, fill_engine, given, own_server
from tests.factories import HomePageFactory, PlacePageFactory

from .asking import is_asked, keys

pytestmark = pytest.mark.django_db

SPARE = 1.0  # seconds: a loaded machine is slow, not wrong


def a_page(slug: str = "charte") -> StandardPage:
    return HomePageFactory().add_child(instance=StandardPage(title=slug.title(), slug=slug))


def results(client: Client, text: str = "charte") -> int:
    return client.get("/recherche/", {"q": text}).content.count(b'"search-result"')


def ask_again() -> None:
    """Let the time pass after which the engine is asked again."""
    breaker.away_until = min(breaker.away_until, time.monotonic())


@pytest.fixture
def refused(settings: Any) -> Iterator[None]:
    """A site whose engine is stopped: nothing listens at its port."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.ELASTICSEARCH_URL = f"http://127.0.0.1:{taken.getsockname()[1]}"
        breaker.answered()
        yield
        breaker.answered()


def test_a_refused_port_is_asked_once_and_told_once(
    refused: None, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    a_page()
    for _ in range(3):
        assert results(client) == 1

    told = [each for each in caplog.records if each.levelname in {"WARNING", "ERROR"}]
    assert [each.getMessage() for each in told] == [
        "the search engine is away (ConnectionError): left alone for 30 s"
    ]
    assert 0 < breaker.away_until - time.monotonic() <= AWAY_SECONDS


def test_after_a_while_one_question_goes_and_the_others_do_not_wait(refused: None) -> None:
    breaker.failed("a test")
    assert not breaker.lets_through(1)
    ask_again()

    assert [breaker.lets_through(1) for _ in range(3)] == [True, False, False]


def test_what_waits_is_kept_and_said(refused: None) -> None:
    a_page()

    assert not feed.work().failures
    assert rebuild_all().failures
    assert TextToSend.objects.exists()
    assert CHECKS["search.engine"]().state == State.WARNING


def test_a_site_without_an_engine_is_well(db: None) -> None:
    assert CHECKS["search.engine"]().state == State.OK
    assert feed.work() == rebuild_all()
    assert not feed.work().figures


@pytest.mark.parametrize(
    ("url", "messages"),
    [
        ("", 0),
        ("https://normandie:secret@moteur.exemple.fr:9200", 0),
        ("http://127.0.0.1:9200", 0),
        ("http://moteur.exemple.fr:9200", 1),
        ("ftp://127.0.0.1", 1),
    ],
)
def test_words_leave_this_machine_encrypted(settings: Any, url: str, messages: int) -> None:
    settings.ELASTICSEARCH_URL = url

    assert [each.id for each in words_travel_encrypted()] == ["normandie.E007"] * messages


def test_no_log_holds_what_is_typed_nor_the_password(
    search_engine: Elasticsearch, settings: Any, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    fill_engine()
    caplog.set_level("DEBUG")
    assert results(client, "motsecret") == 0
    assert is_asked("motsecret")

    settings.ELASTICSEARCH_URL = "http://normandie:motdepasse@127.0.0.1:1"
    assert results(client, "motsecret") == 0

    assert breaker.is_open
    assert [each for each in ("motsecret", "motdepasse") if each in caplog.text] == []
    assert not [each.name for each in caplog.records if each.name.startswith("elastic")]


class Refusing(BaseHTTPRequestHandler):
    """Says that it has too much to do, as Elasticsearch does."""

    accounts: ClassVar[list[str | None]] = []

    def do_POST(self) -> None:
        self.accounts.append(self.headers["Authorization"])
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(429)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *args: object) -> None:
        pass


def test_an_engine_that_has_too_much_to_do_is_left_alone(settings: Any, client: Client) -> None:
    a_page()
    server = HTTPServer(("127.0.0.1", 0), Refusing)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.ELASTICSEARCH_URL = f"http://normandie:s%2Fs@127.0.0.1:{server.server_port}/"
    breaker.answered()
    try:
        assert results(client) == 1
        assert breaker.is_open
        assert Refusing.accounts == [f"Basic {b64encode(b'normandie:s/s').decode()}"]
    finally:
        breaker.answered()
        server.shutdown()
        server.server_close()
        thread.join(2)


def test_an_engine_without_index_is_filled_by_the_timer(
    search_engine: Elasticsearch, client: Client
) -> None:
    page = a_page()
    assert not is_asked("charte")
    assert results(client) == 1
    ask_again()
    assert CHECKS["search.engine"]().state == State.WARNING

    ask_again()
    assert feed.work().figures["textes remis dans le moteur"] > 0
    assert keys("charte", "pages") == [page.pk]
    assert CHECKS["search.engine"]().state == State.OK


def test_an_engine_that_is_behind_is_not_believed(search_engine: Elasticsearch) -> None:
    fill_engine()
    a_page()
    assert is_asked("charte")

    TextToSend.objects.update(since=TextToSend.objects.earliest("since").since - BEHIND)

    assert not is_asked("charte")
    feed.work()
    assert is_asked("charte")


def test_a_page_past_what_the_engine_goes_through(
    search_engine: Elasticsearch, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    """Anybody may type its number: it must not leave the others without an engine."""
    PlacePageFactory.create_batch(42, title="Cyberbase")
    fill_engine()
    monkeypatch.setattr("core.engine.reading.WINDOW", 30)
    shorter = {"max_result_window": 30}  # past which it refuses, as it does past 10 000
    search_engine.indices.put_settings(index=TEXTS.alias, settings=shorter)

    asked = {"q": "cyberbase", "dans": "lieux", "page": "3"}
    html = client.get("/recherche/", asked).content.decode()

    assert html.count('class="search-result"') == 2
    assert is_asked("cyberbase")


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    given(HOME)
    with own_server() as server:
        settings.ELASTICSEARCH_URL = f"{server.url}/?prefix=essai"
        breaker.answered()
        yield server
    breaker.answered()


def fed_at_last() -> None:
    """Do what the timer does until nothing waits: a server that starts is slow."""
    end = time.monotonic() + STARTS_WITHIN
    while TextToSend.objects.exists():
        assert time.monotonic() < end
        ask_again()
        feed.work()


def keys_at_last(text: str) -> list[int]:
    """Ask until the engine answers, which is not waited for long."""
    end = time.monotonic() + STARTS_WITHIN
    while not is_asked(text):
        assert time.monotonic() < end
        ask_again()
        time.sleep(0.2)
    return keys(text, "pages")


def test_frozen_then_stopped_then_started_again(server: Server, client: Client) -> None:
    page = a_page()
    fed_at_last()
    assert keys_at_last("charte") == [page.pk]

    server.freeze()
    begun = time.monotonic()
    with pytest.raises(Away):
        engine_client.ask(lambda engine: engine.cluster.health())
    waited = time.monotonic() - begun
    assert PATIENCE / 2 < waited < 2 * PATIENCE + SPARE
    begun = time.monotonic()
    with pytest.raises(Away):
        engine_client.ask(lambda engine: engine.cluster.health())
    assert time.monotonic() - begun < 0.05
    assert results(client) == 1
    server.thaw()
    assert keys_at_last("charte") == [page.pk]

    server.stop()
    other = a_page("reglement")
    assert results(client, "reglement") == 1
    ask_again()
    feed.work()
    assert TextToSend.objects.exists()

    server.start()
    fed_at_last()
    assert keys_at_last("reglement") == [other.pk]

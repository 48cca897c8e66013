"""A cache that does not answer slows the site, once and a little; it breaks nothing."""

import socket
import time
from collections.abc import Iterator

import pytest
from django.test import Client
from redis.connection import AbstractConnection

from core.cache import VersionedCache
from core.health_checks import CHECKS, State
from core.redis import AWAY_SECONDS, breaker
from normandie.settings.caches import REDIS_TIMEOUT, caches_beside, patient
from tests.factories import PlacePageFactory, UserFactory

pytestmark = pytest.mark.django_db

ADDRESSES = ("/", "/annuaire/", "/annuaire/cyberbase/", "/annuaire/lieux.csv")


@pytest.fixture(params=["stopped", "frozen"])
def redis_away(request: pytest.FixtureRequest, settings: object) -> Iterator[None]:
    """A Redis whose port is closed, or one that takes connections and never says a word."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        if request.param == "frozen":
            server.listen()
        address = f"redis://127.0.0.1:{server.getsockname()[1]}/0"
        settings.CACHES = caches_beside(
            patient({"BACKEND": "django_redis.cache.RedisCache", "LOCATION": address})
        )
        breaker.answered()
        yield
        breaker.answered()


@pytest.fixture
def place() -> None:
    PlacePageFactory(title="Cyberbase", slug="cyberbase")


def test_pages_and_exports_go_on_without_the_cache(
    client: Client, place: None, redis_away: None
) -> None:
    for address in ADDRESSES:
        assert client.get(address).status_code == 200
    assert "Cyberbase" in client.get("/annuaire/").content.decode()
    assert b"Cyberbase" in client.get("/annuaire/lieux.csv").getvalue()


def test_they_wait_once_and_say_it_on_one_line(
    client: Client, place: None, redis_away: None, caplog: pytest.LogCaptureFixture
) -> None:
    begun = time.monotonic()
    waited = 0.0
    for address in ADDRESSES:
        client.get(address)
        waited = waited or breaker.away_until - AWAY_SECONDS - begun
    (said,) = [each for each in caplog.records if each.levelname in {"WARNING", "ERROR"}]

    assert waited < REDIS_TIMEOUT + 2  # with the page itself, on a loaded machine
    assert said.getMessage().startswith("Redis is away")
    assert said.exc_info is None


def test_who_signs_in_is_let_in_without_the_cache_that_counts(
    client: Client, redis_away: None
) -> None:
    password = "un mot de passe de 2026"
    UserFactory(username="camille", password=password)

    client.post("/connexion/", {"login": "camille", "password": password})

    assert "_auth_user_id" in client.session


def test_it_is_asked_again_after_a_while(redis_away: None) -> None:
    from django.core.cache import cache

    asked = []
    for _ in range(3):
        cache.get("a")
        asked.append(breaker.away_until)
    breaker.away_until = time.monotonic()  # the while is over
    cache.get("a")

    assert len(set(asked)) == 1
    assert breaker.away_until > asked[0]


def test_a_change_does_not_wait_for_it_again(
    redis_away: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.core.cache import cache

    cache.get("a")
    tried: list[object] = []
    monkeypatch.setattr(AbstractConnection, "connect", lambda *args, **named: tried.append(args))
    VersionedCache("part").invalidate()

    assert tried == []


def test_the_watcher_is_told_that_it_is_away(redis_away: None) -> None:
    assert CHECKS["cache"]().state == State.FAILING

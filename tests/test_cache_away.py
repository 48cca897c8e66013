"""A cache that does not answer slows the site; it breaks nothing."""

import logging
import socket

import pytest
from django.test import Client

from tests.factories import PlacePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def cache_away(settings: object) -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        port = server.getsockname()[1]
    address = f"redis://127.0.0.1:{port}/0"
    settings.CACHES = {"default": {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": address}}
    logging.getLogger("django_redis").setLevel(logging.CRITICAL)


def test_pages_and_exports_go_on_without_the_cache(client: Client, cache_away: None) -> None:
    place = PlacePageFactory(title="Cyberbase")

    for address in ("/", "/annuaire/", f"/annuaire/{place.slug}/"):
        assert client.get(address).status_code == 200
    assert "Cyberbase" in client.get("/annuaire/").content.decode()
    assert b"Cyberbase" in client.get("/annuaire/lieux.csv").getvalue()

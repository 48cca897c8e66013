"""Street addresses, asked of a stand-in geocoder on loopback, only where the site is told to."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.factories import CommuneFactory, PlacePageFactory
from tests.reading import cards, results_heading

pytestmark = pytest.mark.django_db
ADDRESS = "10 rue Jeanne d’Arc Rouen"


def feature(score: float = 0.9, citycode: str = "76540") -> bytes:
    properties = {"label": "10 Rue Jeanne d’Arc, Rouen", "score": score, "citycode": citycode}
    geometry = {"type": "Point", "coordinates": [1.0912, 49.4431]}
    found = {"type": "Feature", "geometry": geometry, "properties": properties}
    return json.dumps({"type": "FeatureCollection", "features": [found]}).encode()


class Geocoder(ThreadingHTTPServer):
    answer = feature()
    asked = 0


class Answer(BaseHTTPRequestHandler):
    server: Geocoder

    def do_GET(self) -> None:
        self.server.asked += 1
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.server.answer)))
        self.end_headers()
        self.wfile.write(self.server.answer)

    def log_message(self, *args: object) -> None:
        """Keep the output of the tests clean."""


@pytest.fixture
def geocoder(settings: LazySettings) -> Iterator[Geocoder]:
    with Geocoder(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        settings.GEOCODER_URL = f"http://127.0.0.1:{server.server_port}/search"
        PlacePageFactory(title="La Halle", commune=CommuneFactory(rouen=True))
        yield server
        server.shutdown()


def test_a_street_address_is_a_place_to_search_around(client: Client, geocoder: Geocoder) -> None:
    for _ in range(2):
        response = client.get("/annuaire/", {"commune": ADDRESS})

    assert "10 Rue Jeanne d’Arc, Rouen" in results_heading(response)
    assert len(cards(response)) == 1
    assert geocoder.asked == 1  # kept for a day


def test_nothing_is_asked_unless_the_site_is_told_to(
    client: Client, geocoder: Geocoder, settings: LazySettings
) -> None:
    settings.GEOCODER_URL = ""

    assert cards(client.get("/annuaire/", {"commune": ADDRESS})) == []
    assert geocoder.asked == 0


@pytest.mark.parametrize(
    "answer",
    [
        feature(score=0.2),
        feature(citycode="75056"),
        b"",
        b"[]",
        b'{"features": [{}]}',
        b"x" * 200_000,
    ],
    ids=["unsure", "elsewhere", "empty", "list", "hollow", "endless"],
)
def test_an_answer_that_is_of_no_use_asks_where(
    client: Client, geocoder: Geocoder, answer: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    geocoder.answer = answer

    assert cards(client.get("/annuaire/", {"commune": ADDRESS})) == []
    assert "Jeanne" not in caplog.text

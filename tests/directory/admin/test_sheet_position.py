"""Staff say where a place is: on the map, or by its coordinates."""

import json
from dataclasses import asdict

import pytest
from bs4 import BeautifulSoup
from django.conf import LazySettings, settings
from django.test import Client
from django.urls import reverse

from directory.admin.address import LOCATE
from directory.search.geocoder import Located
from tests.directory.admin.sheet import Opened, edit_url, opened, saved, send
from tests.factories import CommuneFactory, PlacePageFactory
from tests.reading import errors


def position(place: object) -> tuple[float | None, float | None]:
    return saved(place).latitude, saved(place).longitude


def map_options(client: Client, place: object) -> dict:
    page = BeautifulSoup(client.get(edit_url(place)).content, "html.parser")
    return json.loads(page.find("point-map")["data-options"])


@pytest.mark.django_db
def test_without_javascript_the_two_numbers_are_enough(admin: Client) -> None:
    place = PlacePageFactory(latitude=None, longitude=None)
    send(admin, opened(admin, place), latitude="49,18209", longitude="-0,37132")

    assert position(place) == (49.18209, -0.37132)


@pytest.mark.django_db
def test_a_position_can_be_erased(admin: Client, sheet: Opened) -> None:
    send(admin, sheet, latitude="", longitude="")

    assert position(sheet.page) == (None, None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("latitude", "longitude", "advice"),
    [
        ("-0.37132", "49.18209", "inversées"),
        ("48.8566", "2.3522", "hors de la région Normandie"),
        ("6903000", "454000", "ne sont pas des degrés"),
        ("49.18209", "", "ou aucune des deux"),
    ],
)
def test_a_wrong_position_is_refused_with_what_is_wrong(
    admin: Client, sheet: Opened, latitude: str, longitude: str, advice: str
) -> None:
    response = send(admin, sheet, latitude=latitude, longitude=longitude)

    assert advice in errors(response)["latitude"]


@pytest.mark.django_db
def test_the_map_opens_on_the_commune_as_long_as_there_is_no_point(admin: Client) -> None:
    caen = CommuneFactory()

    options = map_options(admin, PlacePageFactory(latitude=None, longitude=None))

    assert options["centre"] == [caen.latitude, caen.longitude]


@pytest.mark.django_db
def test_the_map_is_drawn_with_files_of_this_site_over_the_tiles_of_the_setting(
    admin: Client,
) -> None:
    place = PlacePageFactory()
    page = BeautifulSoup(admin.get(edit_url(place)).content, "html.parser")
    options = map_options(admin, place)

    files = [tag.get("src") or tag.get("href") for tag in page.select("script[src], link[href]")]

    assert any("js_lib_leaflet/leaflet" in file and file.endswith(".js") for file in files)
    assert all(file.startswith("/") for file in files)
    assert options["tiles"]["url"] == settings.DIRECTORY_MAP_TILES["url"]
    assert options["tiles"]["attribution"]
    assert Client().get(options["background"]).json()["features"]


@pytest.mark.django_db
def test_the_address_places_the_marker_where_there_is_a_geocoder(
    admin: Client, sheet: Opened, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.GEOCODER_URL = ""
    assert "data-locate-url" not in admin.get(edit_url(sheet.page)).content.decode()
    assert admin.get(reverse(LOCATE), {"adresse": "1 rue Torteron"}).json() == {}

    settings.GEOCODER_URL = "https://adresses.exemple.fr/"
    found = Located("1 Rue Torteron 50000 Saint-Lô", 49.1155, -1.0905)
    monkeypatch.setattr("directory.admin.address.locate", {"1 rue Torteron": found}.get)
    assert "data-locate-url" in admin.get(edit_url(sheet.page)).content.decode()
    assert admin.get(reverse(LOCATE), {"adresse": "1 rue Torteron"}).json() == asdict(found)

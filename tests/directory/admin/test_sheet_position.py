"""Staff say where a place is: on the map, or by its coordinates."""

import json

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from directory.admin.forms.fields import Point, PointField
from tests.directory.admin.sheet import Opened, edit_url, errors, opened, saved, send
from tests.factories import CommuneFactory, PlacePageFactory

TOWN_HALL = {"latitude": 49.18209, "longitude": -0.37132}


def position(place: object) -> tuple[float | None, float | None]:
    return saved(place).latitude, saved(place).longitude


def map_options(client: Client, place: object) -> dict:
    page = BeautifulSoup(client.get(edit_url(place)).content, "html.parser")
    return json.loads(page.find(id="id_point")["data-place-point-options-value"])


@pytest.mark.django_db
def test_the_marker_of_the_map_fills_latitude_and_longitude(admin: Client, sheet: Opened) -> None:
    send(admin, sheet, point="SRID=4326;POINT(-0.37132 49.18209)")

    assert position(sheet.page) == (49.18209, -0.37132)


@pytest.mark.django_db
def test_typed_coordinates_win_over_the_marker(admin: Client, sheet: Opened) -> None:
    send(admin, sheet, point="SRID=4326;POINT(1.0 49.4)", **TOWN_HALL)

    assert position(sheet.page) == (49.18209, -0.37132)


@pytest.mark.django_db
def test_without_javascript_the_two_numbers_are_enough(admin: Client) -> None:
    place = PlacePageFactory(latitude=None, longitude=None)
    shown = opened(admin, place)
    assert shown.form["point"] == ""

    send(admin, shown, latitude="49,18209", longitude="-0,37132")

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

    assert advice in errors(response)["latitude"][0]


@pytest.mark.django_db
@pytest.mark.parametrize("point", ["POINT(1 2)", "SRID=4326;POINT(a b)", "<script>", "0 0"])
def test_a_point_that_cannot_be_read_is_refused(admin: Client, sheet: Opened, point: str) -> None:
    response = send(admin, sheet, point=point)

    assert "illisible" in errors(response)["point"][0]
    assert "<script>" not in str(response.context["form"]["point"])


@pytest.mark.django_db
def test_the_map_opens_on_the_place_else_on_its_commune(admin: Client) -> None:
    caen = CommuneFactory()
    here = map_options(admin, PlacePageFactory(**TOWN_HALL))
    somewhere = map_options(admin, PlacePageFactory(latitude=None, longitude=None))

    assert float(here["defaultLocation"]["lat"]) == TOWN_HALL["latitude"]
    assert somewhere["defaultLocation"] == {"lat": caen.latitude, "lng": caen.longitude}
    assert here["zoom"] > somewhere["zoom"]


@pytest.mark.django_db
def test_every_file_of_the_map_is_served_by_this_site(admin: Client) -> None:
    page = BeautifulSoup(admin.get(edit_url(PlacePageFactory())).content, "html.parser")

    files = [tag.get("src") or tag.get("href") for tag in page.select("script[src], link[href]")]
    options = json.loads(page.find(id="id_point")["data-place-point-options-value"])

    assert any("js_lib_leaflet/leaflet" in file and file.endswith(".js") for file in files)
    assert all(file.startswith("/") for file in [*files, *options["icons"].values()])
    assert options["tileLayer"] == settings.DIRECTORY_MAP_TILES["url"]
    assert options["tileLayerOptions"]["attribution"]


@given(
    st.floats(-90, 90, allow_nan=False).map(lambda degrees: round(degrees, 6)),
    st.floats(-180, 180, allow_nan=False).map(lambda degrees: round(degrees, 6)),
)
def test_a_point_reads_what_it_writes(latitude: float, longitude: float) -> None:
    point = Point(latitude, longitude)

    assert PointField(required=False).clean(str(point)) == point

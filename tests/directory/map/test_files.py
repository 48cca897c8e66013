"""The files that the map is drawn from: light, kept by browsers, the same for all."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from directory.map.openings import openings_file
from directory.models import Vocabulary
from tests.factories import PlacePageFactory
from tests.reading import cards, map_data

pytestmark = pytest.mark.django_db

PLACES, OPENINGS = "/annuaire/carte/lieux.json", "/annuaire/carte/ouvertures.json"
BACKGROUND = "/annuaire/carte/fond.json"
FILES = [PLACES, OPENINGS, BACKGROUND]
MONDAY_10H = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))


def test_every_published_place_is_in_the_file_whatever_is_asked(client: Client) -> None:
    place = PlacePageFactory(
        title="Le Dôme & ses <voisins>",
        slug="le-dome",
        address="3 quai",
        latitude=49.1812345,
        longitude=-0.3498765,
        terms=[(Vocabulary.KIND, "tiers-lieu"), (Vocabulary.KIND, "epn")],
    )
    PlacePageFactory(live=False)

    response = client.get(f"{PLACES}?q=introuvable&type=epn")

    assert response["Content-Type"] == "application/geo+json"
    collection = response.json()
    assert collection["kinds"]["tiers-lieu"] == "Tiers-lieu"
    assert collection["features"] == [
        {
            "type": "Feature",
            "id": place.pk,
            "geometry": {"type": "Point", "coordinates": [-0.34988, 49.18123]},
            "properties": {
                "slug": "le-dome",
                "name": "Le Dôme & ses <voisins>",
                "kinds": ["epn", "tiers-lieu"],
                "address": "3 quai",
                "commune": "Caen",
            },
        }
    ]


def test_a_place_whose_point_is_not_known_has_no_geometry(client: Client) -> None:
    PlacePageFactory(latitude=None, longitude=None)

    assert client.get(PLACES).json()["features"][0]["geometry"] is None


@pytest.mark.time_machine(MONDAY_10H)
def test_with_a_day_chosen_the_map_tells_the_hours_of_that_day(client: Client) -> None:
    place = PlacePageFactory(hours="Tu 09:00-12:00")
    page = client.get("/annuaire/carte/?ouvert=2026-11-24-matin")
    openings = client.get(map_data(page)["files"]["openings"]).json()
    (card,) = cards(page)

    assert openings["states"] == [
        {"kind": "day", "label": "Mardi\u00a0: 9\u00a0h\u00a0–\u00a012\u00a0h"}
    ]
    assert openings["places"] == {str(place.pk): 0}
    assert " ".join(openings["states"][0]["label"].split()) in card.text
    assert map_data(client.get("/annuaire/carte/"))["files"]["openings"] == OPENINGS
    assert client.get(OPENINGS, {"jour": "hier"}).json()["states"][0]["kind"] != "day"


def test_states_of_opening_are_those_of_the_moment() -> None:
    opened = PlacePageFactory(hours="Mo 09:00-12:00")
    closed = PlacePageFactory(hours="Tu 09:00-12:00")
    unknown = PlacePageFactory(hours="")

    answer = json.loads(openings_file(MONDAY_10H).body)

    kinds = [
        answer["states"][answer["places"][str(p.pk)]]["kind"] for p in (opened, closed, unknown)
    ]
    assert kinds == ["open", "reopens", "unknown"]


def test_outlines_of_all_departements_and_the_largest_towns_are_in_the_background(
    client: Client,
) -> None:
    features = client.get(BACKGROUND).json()["features"]

    names = {feature["properties"].get("departement") for feature in features} - {None}
    assert names == {"Calvados", "Eure", "Manche", "Orne", "Seine-Maritime"}
    towns = [feature["properties"].get("town") for feature in features]
    assert [town for town in towns if town][:3] == ["Le Havre", "Rouen", "Caen"]


@pytest.mark.parametrize("url", FILES)
def test_who_has_the_file_already_does_not_get_it_again(client: Client, url: str) -> None:
    PlacePageFactory()
    first = client.get(url, headers={"accept-encoding": "gzip"})

    again = client.get(url, headers={"if-none-match": first["ETag"]})

    assert first.status_code == 200
    assert again.status_code == 304
    assert not again.content
    assert again["ETag"] == first["ETag"]
    assert "public" in again["Cache-Control"]
    assert "max-age" in again["Cache-Control"]


def test_a_change_of_a_place_changes_the_file_at_once(client: Client) -> None:
    place = PlacePageFactory()
    before = client.get(PLACES)["ETag"]

    place.title = "Autre nom"
    place.save()

    response = client.get(PLACES, headers={"if-none-match": before})
    assert response.status_code == 200
    assert "Autre nom" in response.content.decode()


@pytest.mark.parametrize("name", ["autre", "lieux2", "LIEUX", "lieux.json"])
def test_there_is_no_other_file(client: Client, name: str) -> None:
    assert client.get(f"/annuaire/carte/{name}.json").status_code == 404


@pytest.mark.parametrize("url", FILES)
def test_nothing_can_be_written_there(client: Client, url: str) -> None:
    assert client.post(url).status_code == 405

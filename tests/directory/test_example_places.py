"""A place invented by the demo says so wherever it shows, and is no data of the network."""

import csv
import json
import re
from collections.abc import Callable
from io import StringIO

import pytest
from django.test import Client

from directory.models import PlacePage
from tests.factories import PlacePageFactory

pytestmark = pytest.mark.django_db

SAYS_SO = "Exemple : ce lieu est inventé pour la démonstration du site."
MARK = "Exemple</span>"
FILE = "/annuaire/lieux"


def make_places() -> None:
    PlacePageFactory(title="La Vigie", slug="la-vigie", source="Ville de Caen")
    PlacePageFactory(title="Le Mirage", slug="le-mirage", source="Invention", is_example=True)


@pytest.fixture(autouse=True, scope="module")
def places(made_once: Callable) -> None:
    made_once(make_places)


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


def card(html: str, title: str) -> str:
    cards = re.findall(r'<article class="place-card">.*?</article>', html, re.DOTALL)
    return next(each for each in cards if title in each)


def test_its_sheet_says_it_first_and_tells_search_engines_nothing(client: Client) -> None:
    example, real = (read(client, f"/annuaire/{slug}/") for slug in ("le-mirage", "la-vigie"))

    assert example.index(SAYS_SO) < example.index("Contacter ce lieu")
    assert "ld+json" not in example
    assert SAYS_SO not in real
    assert '"@type":"LocalBusiness"' in real


@pytest.mark.parametrize(
    "path", ["/annuaire/", "/annuaire/carte/", "/annuaire/carte/integree/", "/annuaire/la-vigie/"]
)
def test_its_card_says_it_in_every_list(client: Client, path: str) -> None:
    assert MARK in card(read(client, path), "Le Mirage")


def test_the_card_of_a_real_place_does_not(client: Client) -> None:
    assert MARK not in card(read(client, "/annuaire/"), "La Vigie")


def test_the_file_of_the_map_says_it(client: Client) -> None:
    features = client.get("/annuaire/carte/lieux.json").json()["features"]
    said = {
        feature["properties"]["slug"]: feature["properties"].get("is_example", False)
        for feature in features
    }

    assert said == {"la-vigie": False, "le-mirage": True}


def test_the_files_of_the_national_standard_leave_it_out(client: Client) -> None:
    rows = csv.DictReader(StringIO(b"".join(client.get(f"{FILE}.csv")).decode()))
    objects = json.loads(b"".join(client.get(f"{FILE}.json")))

    assert [row["nom"] for row in rows] == ["La Vigie"]
    assert [each["nom"] for each in objects] == ["La Vigie"]


def test_the_list_says_what_its_files_leave_out_where_there_is_something(client: Client) -> None:
    said = "Le CSV et le JSON laissent de côté les lieux d’exemple"
    assert said in read(client, "/annuaire/")

    PlacePage.objects.get(is_example=True).delete()

    assert said not in read(client, "/annuaire/")


def test_the_geojson_keeps_it_and_says_what_it_is(client: Client) -> None:
    features = json.loads(b"".join(client.get(f"{FILE}.geojson")))["features"]
    said = {feature["properties"]["name"]: feature["properties"] for feature in features}

    assert said["Le Mirage"]["is_example"] is True
    assert said["La Vigie"]["is_example"] is False


def test_the_open_data_page_counts_real_places_and_says_what_is_left_out(client: Client) -> None:
    text = read(client, "/annuaire/donnees-ouvertes/")

    assert "Les 1 lieux" not in text
    assert "Le lieu de l’annuaire, à emporter" in text
    assert "inventés pour le montrer (1)" in text
    assert "Ville de Caen" in text
    assert "Invention" not in text


def test_the_site_search_says_it_before_anything_else(client: Client) -> None:
    assert "Exemple – 1 rue de la Mer, Caen" in read(client, "/recherche/?q=mirage")
    assert "Exemple" not in read(client, "/recherche/?q=vigie")


def test_the_figures_of_the_home_page_leave_it_out_and_say_so(client: Client) -> None:
    html = read(client, "/")
    figures = re.findall(
        r'key-figures__value">([^<]*)<.*?key-figures__label">([^<]*)<', html, re.DOTALL
    )

    assert ("1", "lieu dans l’annuaire") in figures
    assert ("1", "lieu donne ses horaires") in figures
    assert "inventés pour montrer le site, n’y sont pas comptés" in html

"""« /annuaire/carte/ »: the same places as the list, by the same address."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.conf import LazySettings
from django.http import HttpRequest
from django.test import Client
from wagtail import hooks

from directory.models import PlacePage, Vocabulary
from directory.search.places import PlaceSearch
from directory.views.map_sections import HOOK
from tests import reading
from tests.factories import CommuneFactory, PlacePageFactory

pytestmark = pytest.mark.django_db

URL = "/annuaire/carte/"
EPN, TIERS_LIEU = (Vocabulary.KIND, "epn"), (Vocabulary.KIND, "tiers-lieu")
QUERIES = [
    "q=fablab",
    "commune=14118-caen&rayon=10",
    "type=epn",
    "departement=76",
    "type=epn&type=tiers-lieu&commune=76540",
    "ouvert=maintenant",
    "q=introuvable",
]


def make_some_places() -> None:
    PlacePageFactory(title="Fablab du port", terms=[TIERS_LIEU])
    PlacePageFactory(title="Médiathèque", terms=[EPN], hours="24/7")
    PlacePageFactory(title="Fablab de Rouen", commune=CommuneFactory(rouen=True), terms=[EPN])
    PlacePageFactory(title="Sans horaires", hours="")


@pytest.fixture(autouse=True, scope="module")
def some_places(made_once: Callable) -> None:
    made_once(make_some_places)


def data_of(client: Client, query: str = "") -> dict:
    return reading.map_data(client.get(f"{URL}?{query}"))


def ids_of(steps: list[int] | None) -> set[int]:
    ids, last = set(), 0
    for step in steps or []:
        last += step
        ids.add(last)
    return ids


@pytest.mark.parametrize("query", QUERIES)
def test_the_map_shows_the_places_that_the_list_shows(client: Client, query: str) -> None:
    listed = client.get(f"/annuaire/?{query}")
    mapped = client.get(f"{URL}?{query}")

    asked = PlaceSearch.read(listed.wsgi_request.GET).places()
    assert ids_of(reading.map_data(mapped)["matching"]) == {place.pk for place in asked}
    assert reading.results_heading(mapped) == reading.results_heading(listed)
    assert reading.cards(mapped) == reading.cards(listed)
    assert reading.card_titles(listed) == [place.title for place in asked]


@pytest.mark.parametrize("query", ["", "tri=fraicheur", "page=2", "lieu=ailleurs"])
def test_all_places_are_shown_when_nothing_narrows_them(client: Client, query: str) -> None:
    assert data_of(client, query)["matching"] is None


def test_the_files_that_the_script_asks_for_are_there(client: Client) -> None:
    files = data_of(client, "q=fablab")["files"]

    assert {client.get(url).status_code for url in files.values()} == {200}


def test_the_map_asks_for_no_more_than_what_other_apps_add(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = PlacePageFactory()
    url = f"{place.url}sur-la-carte/"

    hooks.get_hooks(HOOK)  # those of the site are registered by now
    monkeypatch.setitem(hooks._hooks, HOOK, [])
    assert data_of(client)["sections"] == ""
    assert client.get(url).content == b""

    def add(place: PlacePage, request: HttpRequest, moment: datetime) -> str:
        return f"<p>Plus sur {place.title}</p>" if moment else ""

    with hooks.register_temporarily(HOOK, add):
        assert data_of(client)["sections"] == "sur-la-carte/"
        assert client.get(url).content.decode() == f"<p>Plus sur {place.title}</p>"


def test_list_and_map_lead_to_each_other_with_the_same_question(client: Client) -> None:
    listed = client.get("/annuaire/?q=fablab&type=epn&page=1").content.decode()
    mapped = client.get(f"{URL}?q=fablab&type=epn").content.decode()

    assert 'href="/annuaire/carte/?q=fablab&amp;type=epn"' in listed
    assert 'href="/annuaire/?q=fablab&amp;type=epn"' in mapped


def test_forms_filters_and_orders_of_the_map_stay_on_the_map(client: Client) -> None:
    html = client.get(f"{URL}?q=fablab&commune=14118&rayon=50").content.decode()
    PlacePageFactory(title="Autre fablab")
    ordered = client.get(f"{URL}?q=fablab").content.decode()

    assert 'action="/annuaire/carte/#resultats"' in html
    assert 'action="/annuaire/#resultats"' not in html
    without_the_words = "/annuaire/carte/?commune=14118-caen&amp;rayon=50#resultats"
    assert f'href="{without_the_words}"' in html
    assert 'href="/annuaire/carte/?q=fablab&amp;tri=nom"' in ordered


def test_ways_out_of_an_empty_search_stay_on_the_map(client: Client) -> None:
    page = client.get(f"{URL}?q=introuvable&commune=14118")

    ways_out, nearest = reading.links(page, ".empty-state"), reading.cards(page, reading.PROPOSED)
    assert ways_out
    assert all(url.startswith(URL) for url in ways_out.values())
    assert nearest
    assert not any("carte" in card.url for card in nearest)


def test_the_place_named_in_the_address_is_shown_whatever_the_filters(client: Client) -> None:
    place = PlacePageFactory(title="Le Dôme", slug="le-dome", terms=[TIERS_LIEU])

    response = client.get(f"{URL}?lieu=le-dome&type=epn")

    (requested,) = reading.cards(response, reading.REQUESTED)
    assert (requested.title, requested.url) == ("Le Dôme", place.get_url())
    assert "Le lieu que vous cherchez" in reading.text_of(response)


def test_a_place_that_is_not_published_is_not_shown_by_its_name(client: Client) -> None:
    PlacePageFactory(slug="secret", live=False)

    assert "Le lieu que vous cherchez" not in reading.text_of(client.get(f"{URL}?lieu=secret"))


def test_a_sheet_leads_to_its_point_on_the_map(client: Client) -> None:
    known = PlacePageFactory(slug="le-dome")
    unknown = PlacePageFactory(latitude=None, longitude=None)

    assert 'href="/annuaire/carte/?lieu=le-dome"' in client.get(known.url).content.decode()
    assert "/annuaire/carte/" not in client.get(unknown.url).content.decode()


@pytest.mark.parametrize("param", ["lieu", "q", "commune", "type", "hauteur", "rayon", "lat"])
@pytest.mark.parametrize("route", ["", "integree/", "integrer/"])
def test_any_value_gets_an_answer(client: Client, route: str, param: str) -> None:
    for value in ("\x00", "<script>", "../..", "a" * 5000, "é", "%", "'"):
        response = client.get(f"{URL}{route}", {param: value, "lon": "0"})

        assert response.status_code == 200, value
        assert "<script>alert" not in response.content.decode()


def test_without_javascript_a_sentence_says_why_there_is_no_map(client: Client) -> None:
    html = client.get(URL).content.decode()

    assert "<noscript>" in html
    assert "La carte a besoin de JavaScript" in html
    assert "Médiathèque" in html


def test_only_a_page_with_a_map_may_load_tiles(client: Client) -> None:
    assert "https://data.geopf.fr" in client.get(URL)["Content-Security-Policy"]
    assert "geopf" not in client.get("/annuaire/")["Content-Security-Policy"]
    assert "geopf" not in client.get(f"{URL}integrer/")["Content-Security-Policy"]


def test_a_site_without_tiles_allows_no_other_origin(
    client: Client, settings: LazySettings
) -> None:
    settings.DIRECTORY_MAP_TILES = settings.DIRECTORY_MAP_TILES | {"url": ""}

    response = client.get(URL)

    assert reading.map_data(response)["tiles"] is None
    assert "https:" not in response["Content-Security-Policy"]


def test_search_engines_know_the_map(client: Client) -> None:
    sitemap = client.get("/sitemap.xml").content.decode()

    assert "/annuaire/carte/</loc>" in sitemap
    assert "/annuaire/carte/integrer/</loc>" in sitemap
    assert "integree" not in sitemap

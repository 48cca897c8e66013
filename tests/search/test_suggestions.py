"""Suggestions while someone types, and what machines read of the search."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.test import Client

from directory.models import DirectoryPage
from normandie.editorial.models import StandardPage
from tests.factories import CommuneFactory, DirectoryPageFactory, HomePageFactory, PlacePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory() -> DirectoryPage:
    directory = DirectoryPageFactory()
    PlacePageFactory(title="Médiathèque du Port", slug="mediatheque-du-port")
    PlacePageFactory(title="Fab lab du Robec", commune=CommuneFactory(rouen=True))
    HomePageFactory().add_child(instance=StandardPage(title="Médiation et label", slug="label"))
    return directory


def suggested(client: Client, text: str) -> dict[str, list[str]]:
    answer = client.get("/recherche/suggestions.json", {"q": text}).json()
    return {
        group["title"]: [option["label"] for option in group["options"]]
        for group in answer["groups"]
    }


def test_an_unfinished_word_suggests_places_pages_and_communes(
    client: Client, directory: DirectoryPage
) -> None:
    assert suggested(client, "médi") == {
        "Lieux": ["Médiathèque du Port"],
        "Pages du site": ["Médiation et label"],
    }
    assert suggested(client, "roue")["Dans l’annuaire"][0] == "Lieux près de Rouen"
    assert suggested(client, "roue")["Lieux"] == ["Fab lab du Robec"]


@pytest.mark.parametrize(
    "text", ["médiath", "mediathequ", "mediatheque", "port média", "MÉDIATHÈQUES d"]
)
def test_each_letter_typed_keeps_the_suggestion(
    client: Client, directory: DirectoryPage, text: str
) -> None:
    assert suggested(client, text)["Lieux"] == ["Médiathèque du Port"]


@pytest.mark.parametrize("length", range(2, len("Médiathèque") + 1))
def test_a_title_is_suggested_from_its_second_letter(
    client: Client, directory: DirectoryPage, length: int
) -> None:
    assert "Médiathèque du Port" in suggested(client, "Médiathèque"[:length])["Lieux"]


def test_a_suggestion_leads_where_it_says(client: Client, directory: DirectoryPage) -> None:
    answer = client.get("/recherche/suggestions.json", {"q": "médiath"}).json()

    assert answer["groups"][0]["options"] == [
        {
            "label": "Médiathèque du Port",
            "detail": "Caen",
            "url": "/annuaire/mediatheque-du-port/",
        }
    ]


@pytest.mark.parametrize("text", ["", "?!", "zzzz"])
def test_nothing_to_suggest_is_an_empty_list(
    client: Client, directory: DirectoryPage, text: str
) -> None:
    assert suggested(client, text) == {}


def test_caches_may_keep_suggestions_a_little(client: Client, directory: DirectoryPage) -> None:
    response = client.get("/recherche/suggestions.json", {"q": "port"})

    assert set(response["Cache-Control"].split(", ")) == {"public", "max-age=60"}
    assert client.post("/recherche/suggestions.json").status_code == 405


def test_browsers_can_add_the_search(client: Client, directory: DirectoryPage) -> None:
    html = client.get("/").content.decode()
    address = re.search(r'<link rel="search"[^>]*href="([^"]+)"', html)
    assert address is not None

    response = client.get(address[1])
    root = ElementTree.fromstring(response.content)
    name = "{http://a9.com/-/spec/opensearch/1.1/}"

    assert response["Content-Type"].startswith("application/opensearchdescription+xml")
    assert len(root.findtext(f"{name}ShortName") or "") in range(1, 17)  # as the standard says
    template = root.find(f"{name}Url").attrib["template"]
    assert template == "http://testserver/recherche/?q={searchTerms}"


def test_search_engines_read_where_the_search_is(client: Client, directory: DirectoryPage) -> None:
    html = client.get("/").content.decode()
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    (site,) = (data for data in map(json.loads, blocks) if data["@type"] == "WebSite")

    assert site["url"] == "http://testserver/"
    target = site["potentialAction"]["target"]["urlTemplate"]
    assert target == "http://testserver/recherche/?q={search_term}"
    found = client.get(target.format(search_term="port"))
    assert "Médiathèque du Port" in re.sub(r"<[^>]*>", "", found.content.decode())


def test_everyday_words_suggest_the_need_that_they_say(client: Client) -> None:
    answer = client.get("/recherche/suggestions.json", {"q": "carte grise"}).json()
    first = answer["groups"][0]["options"][0]

    assert first["label"] == "Faire une démarche administrative"
    assert first["url"] == "/annuaire/?q=carte+grise"

"""The map on the page of another site, and the page that makes the lines for it."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client

from directory.models import Vocabulary
from tests.factories import PlacePageFactory
from tests.reading import cards, map_data, parsed, results_heading

pytestmark = pytest.mark.django_db

EMBEDDED, MAKER = "/annuaire/carte/integree/", "/annuaire/carte/integrer/"


@pytest.fixture(autouse=True, scope="module")
def place(made_once: Callable) -> None:
    made_once(lambda: PlacePageFactory(slug="le-dome", terms=[(Vocabulary.KIND, "epn")]))


def policy_of(client: Client, address: str) -> dict[str, list[str]]:
    parts = (part.split() for part in client.get(address)["Content-Security-Policy"].split(";"))
    return {name: sources for name, *sources in parts}


class Frames(HTMLParser):
    """Collects the iframes and everything else of a piece of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.frames: list[dict[str, str | None]] = []
        self.others: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "iframe":
            self.frames.append(dict(attrs))
        else:
            self.others.append(tag)


def lines_of(page: HttpResponse) -> Frames:
    return Frames(parsed(page).textarea.get_text())


def snippet_of(client: Client, query: str) -> Frames:
    return lines_of(client.get(f"{MAKER}?{query}"))


def test_any_site_may_frame_the_embedded_map(client: Client) -> None:
    response = client.get(EMBEDDED)

    assert policy_of(client, EMBEDDED)["frame-ancestors"] == ["*"]
    assert "X-Frame-Options" not in response


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "address", ["/", "/annuaire/", "/annuaire/carte/", MAKER, "/annuaire/le-dome/"]
)
def test_no_other_page_may_be_framed(client: Client, address: str) -> None:
    assert policy_of(client, address)["frame-ancestors"] == ["'none'"]
    assert client.get(address)["X-Frame-Options"] == "DENY"


def test_the_embedded_map_asks_nothing_of_a_third_party_and_sets_no_cookie(client: Client) -> None:
    response = client.get(EMBEDDED)

    assert map_data(response)["tiles"] is None
    assert "https:" not in response["Content-Security-Policy"]
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_a_setting_gives_the_embedded_map_its_tiles(client: Client, settings: LazySettings) -> None:
    settings.DIRECTORY_MAP_TILES = settings.DIRECTORY_MAP_TILES | {"embedded": True}

    assert "https://data.geopf.fr" in policy_of(client, EMBEDDED)["img-src"]
    assert "ne demande rien à un autre site" not in client.get(MAKER).content.decode()


def test_the_embedded_map_stands_alone_and_out_of_search_engines(client: Client) -> None:
    response = client.get(EMBEDDED)
    page = response.content.decode()

    assert response["X-Robots-Tag"] == "noindex"
    assert '<base target="_blank">' in page
    assert "Les liens s’ouvrent dans un nouvel onglet" in page
    assert "site-header" not in page
    assert "site-footer" not in page
    assert 'href="/annuaire/le-dome/"' in page  # the list, without JavaScript


def test_the_embedded_map_takes_the_filters_of_its_address(client: Client) -> None:
    none = client.get(f"{EMBEDDED}?type=tiers-lieu")
    near_caen = client.get(f"{EMBEDDED}?type=epn&commune=14118")

    assert (results_heading(none), cards(none)) == ("Aucun lieu", [])
    assert results_heading(near_caen) == "1 lieu à moins de 20 km de Caen"
    assert [card.url for card in cards(near_caen)] == ["/annuaire/le-dome/"]


def test_the_lines_hold_one_frame_with_a_name_and_what_was_chosen(client: Client) -> None:
    lines = snippet_of(client, "commune=caen&rayon=10&type=epn&type=aide&hauteur=720")

    (frame,) = lines.frames
    assert lines.others == []
    assert frame["src"] == (
        "http://testserver/annuaire/carte/integree/?commune=14118-caen&rayon=10&type=epn&type=aide"
    )
    assert frame["style"] == "width:100%;height:720px;border:0"
    assert frame["title"].endswith("à moins de 10\u00a0km de Caen")


def test_a_frame_around_the_visitor_has_a_name_that_others_understand(client: Client) -> None:
    (frame,) = snippet_of(client, "lat=49.44&lon=1.09&rayon=10").frames

    assert frame["title"].endswith("à moins de 10\u00a0km de la position choisie")


def inputs_of(page: str) -> dict[str, dict[str, str | None]]:
    """Return the inputs of the form that makes the lines, by their name."""
    form = page.split('<form class="snippet__form')[1].split("</form>")[0]
    found = re.findall(r"<input\b[^>]*>", form)
    attributes = [dict(re.findall(r'([\w-]+)="([^"]*)"', each)) for each in found]
    return {each["name"]: each for each in attributes}


def test_the_form_keeps_the_position_that_the_lines_were_made_for(client: Client) -> None:
    page = client.get(f"{MAKER}?lat=49.44&lon=1.09&rayon=10").content.decode()

    inputs = inputs_of(page)
    assert (inputs["lat"]["value"], inputs["lon"]["value"]) == ("49.44", "1.09")
    assert "data-position" in page  # a commune chosen by hand takes its place


def test_the_preview_shows_what_the_lines_will(client: Client) -> None:
    page = client.get(f"{MAKER}?commune=caen").content.decode()

    (frame,) = Frames(page).frames
    assert frame["src"] == f"{EMBEDDED}?commune=14118-caen"
    assert frame["title"]
    assert policy_of(client, MAKER)["frame-src"] == ["'self'"]


HOSTILE = ['"><script>alert(1)</script>', "</textarea><script>alert(1)</script>", "' onload='x"]


@pytest.mark.one_engine
@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("param", ["commune", "rayon", "type", "hauteur", "q", "lat", "tri"])
def test_hostile_values_never_reach_the_lines(client: Client, param: str, value: str) -> None:
    response = client.get(MAKER, {param: value, "lon": value})

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    lines = lines_of(response)
    assert lines.others == []
    assert set(lines.frames[0]) == {
        *("src", "title", "style", "loading", "referrerpolicy", "allow")
    }
    assert "alert" not in str(lines.frames)


@pytest.mark.one_engine
@pytest.mark.parametrize("height", ["10", "99999", "-1", "beaucoup", "²"])
def test_a_height_that_is_not_offered_is_told(client: Client, height: str) -> None:
    response = client.get(MAKER, {"hauteur": height})

    assert lines_of(response).frames[0]["style"] == "width:100%;height:600px;border:0"
    assert "Cette hauteur n’est pas proposée" in response.content.decode()


def test_an_unknown_commune_is_told_where_the_lines_are_made(client: Client) -> None:
    page = client.get(MAKER, {"commune": "Atlantis"}).content.decode()

    assert "Nous ne connaissons pas de commune « Atlantis »" in page.replace("\xa0", " ")
    commune = inputs_of(page)["commune"]
    assert commune["value"] == "Atlantis"
    assert commune["aria-invalid"] == "true"
    error = commune["aria-describedby"].split()[-1]
    assert re.search(rf'id="{error}">Commune inconnue', page)

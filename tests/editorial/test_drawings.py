"""The drawing at the head of a page that has no photograph."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.staticfiles import finders
from django.test import Client

from core.pictures.drawings import DRAWINGS, drawing_url
from normandie.editorial.first_content import read_texts
from tests.editorial.media import make_image
from tests.editorial.pages import StandardPageFactory


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    drawing_url.cache_clear()
    yield
    drawing_url.cache_clear()


def head(client: Client, **fields: object) -> str:
    page = StandardPageFactory(**fields)
    return client.get(page.url).content.decode().split('class="reading container"')[0]


@pytest.mark.django_db
def test_a_page_shows_its_drawing_unless_it_has_a_photograph(client: Client) -> None:
    assert "/drawings/bus.svg#drawing" in head(client, drawing="bus")
    with_photo = head(
        client, drawing="bus", cover=make_image(), cover_alt="Un port", cover_credit="Ada"
    )
    assert "/drawings/" not in with_photo
    assert "reading-band--drawn" not in head(client)
    assert "/drawings/" not in head(client, drawing="is-no-more")


def test_a_region_replaces_a_drawing_by_its_own(tmp_path: Path, settings: LazySettings) -> None:
    (tmp_path / "static/drawings").mkdir(parents=True)
    (tmp_path / "static/drawings/bus.svg").write_text("<svg/>")
    settings.REGION = replace(settings.REGION, folder=tmp_path)

    assert "/region/drawings/bus." in drawing_url("bus")
    assert "/img/drawings/book." in drawing_url("book")


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_light_and_takes_the_colour_of_the_text(name: str) -> None:
    svg = Path(str(finders.find(f"img/drawings/{name}.svg"))).read_text()

    assert len(svg) < 2048
    assert 'symbol id="drawing"' in svg
    assert '<use href="#drawing"/>' in svg  # shows when it is opened alone
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) <= {
        *("none", "currentColor", "#c8dc4e", "#14262d")
    }


def test_the_first_pages_name_drawings_that_exist() -> None:
    named = {text.drawing for text in read_texts()} - {""}

    assert len(named) > 6
    assert named <= set(DRAWINGS)

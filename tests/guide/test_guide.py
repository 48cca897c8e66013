"""The guide of the teams, as staff read it; ``tests/guide/addresses.py`` says who opens it."""

from itertools import chain

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from PIL import Image

from normandie.guide.chapters import FIRST, PICTURES, Chapter, chapters, find_chapter, read_chapter
from tests.reading import parsed, texts
from tests.roles import signed_in
from tests.typography import typewriter_french

pytestmark = pytest.mark.django_db

WIDEST, HEAVIEST = 1280, 80_000  # pixels, bytes


@pytest.fixture
def reader() -> Client:
    return signed_in("reader")


def every_chapter() -> dict[str, Chapter]:
    found = {slug: find_chapter(slug) for slug in chapters()}
    return {slug: chapter for slug, chapter in found.items() if chapter}


def links(chapter: Chapter) -> list[str]:
    return [str(link["href"]) for link in parsed(chapter.html).select("a")]


@pytest.mark.parametrize("slug", chapters())
def test_a_chapter_has_one_title_and_leads_back_to_the_contents(reader: Client, slug: str) -> None:
    page = reader.get(reverse("guide", args=[slug]))

    chapter = find_chapter(slug)
    assert chapter
    assert texts(page, "h1") == [" ".join(chapter.title.split())]
    assert texts(page, ".guide__back") == ([] if slug == FIRST else ["Retour au sommaire du guide"])


def test_the_contents_lead_to_every_chapter() -> None:
    contents = links(every_chapter()[FIRST])

    assert {reverse("guide", args=[slug]) for slug in chapters()} - set(contents) == {
        reverse("guide", args=[FIRST])
    }


def test_links_lead_somewhere(reader: Client) -> None:
    found = set(chain.from_iterable(map(links, every_chapter().values())))

    assert found
    assert [link for link in found if reader.get(link).status_code != 200] == []


def test_every_picture_is_there_said_in_words_and_light() -> None:
    shown = [
        picture
        for chapter in every_chapter().values()
        for picture in parsed(chapter.html).select("img")
    ]
    names = [str(picture["src"]).removeprefix("/static/guide/") for picture in shown]

    assert names
    assert sorted(names) == sorted(path.name for path in PICTURES.iterdir())
    assert [name for name in names if not finders.find(f"guide/{name}")] == []
    assert [picture["src"] for picture in shown if len(str(picture["alt"])) < 20] == []
    for path in PICTURES.iterdir():
        assert path.stat().st_size <= HEAVIEST
        with Image.open(path) as image:
            assert image.width <= WIDEST


@pytest.mark.parametrize("slug", chapters())
def test_its_french_is_typeset(slug: str) -> None:
    chapter = every_chapter()[slug]
    alternatives = [str(picture["alt"]) for picture in parsed(chapter.html).select("img")]

    assert typewriter_french([chapter.title, chapter.html, alternatives], ()) == []


def test_plain_spaces_of_a_text_become_no_break_ones() -> None:
    chapter = read_chapter(
        "# Un titre : le sien\n\nDites « *oui* » ; [lisez](sommaire.md) : c’est tout !\n\n"
        "![Voyez : ici](images/a.webp)"
    )

    assert chapter.title == "Un titre\u00a0: le sien"
    text = parsed(chapter.html).get_text()
    assert "Dites «\u00a0oui\u00a0»\u00a0; lisez\u00a0: c’est tout\u00a0!" in text
    assert 'alt="Voyez\u00a0: ici"' in chapter.html


@pytest.mark.parametrize(
    "slug",
    ["inconnu", "images", "SOMMAIRE", "sommaire.md", "..", "..%2Fglossary", "%00", "a" * 300],
)
def test_an_address_that_is_no_chapter_is_not_found(reader: Client, slug: str) -> None:
    assert reader.get(f"{reverse('guide')}{slug}/").status_code == 404


def test_html_and_scripts_of_a_text_are_not_run() -> None:
    chapter = read_chapter(
        "# Titre\n\n<script>alert(1)</script> <img src=x onerror=alert(1)>\n\n"
        "[ici](javascript:alert(1)) ![là](javascript:alert(1))"
    )

    page = parsed(chapter.html)
    assert page.select("script, img, a") == []
    assert "<script>alert(1)</script>" in page.get_text()


def test_a_text_without_title_is_refused() -> None:
    with pytest.raises(ValueError, match="title"):
        read_chapter("Du texte.")

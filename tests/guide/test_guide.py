"""The guides, as the teams and the managers read them.

``tests/guide/addresses.py`` and ``tests/espace/test_who_enters.py`` say who opens them.
"""

from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from PIL import Image

from normandie.guide.chapters import FIRST, GUIDES, MANAGERS, TEAMS, Chapter, Guide
from tests.reading import parsed, texts
from tests.roles import signed_in
from tests.typography import typewriter_french

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

WIDEST, HEAVIEST = 1280, 80_000  # pixels, bytes
READERS = {TEAMS: "reader", MANAGERS: "manager"}
WAYS_BACK = {TEAMS: (".guide__back", "Retour au sommaire du guide"), MANAGERS: (".back", "Aide")}

each_guide = pytest.mark.parametrize("guide", GUIDES, ids=["teams", "managers"])
each_chapter = pytest.mark.parametrize(
    ("guide", "slug"), [(guide, slug) for guide in GUIDES for slug in guide.chapters()]
)


def reader_of(guide: Guide) -> Client:
    return signed_in(READERS[guide])


def every_chapter(guide: Guide) -> dict[str, Chapter]:
    found = {slug: guide.find(slug) for slug in guide.chapters()}
    return {slug: chapter for slug, chapter in found.items() if chapter}


def links(chapter: Chapter) -> list[str]:
    return [str(link["href"]) for link in parsed(chapter.html).select("a")]


@each_chapter
def test_a_chapter_has_one_title_and_leads_back_to_the_contents(guide: Guide, slug: str) -> None:
    page = reader_of(guide).get(reverse(guide.address, args=[slug]))

    chapter = guide.find(slug)
    assert chapter
    assert texts(page, "h1") == [" ".join(chapter.title.split())]
    place, words = WAYS_BACK[guide]
    assert texts(page, place) == ([] if slug == FIRST else [words])


@each_guide
def test_the_contents_are_at_the_address_without_a_chapter(guide: Guide) -> None:
    page = reader_of(guide).get(reverse(guide.address))

    contents = every_chapter(guide)[FIRST]
    assert texts(page, "h1") == [contents.title]


@each_guide
def test_the_contents_lead_to_every_chapter(guide: Guide) -> None:
    contents = links(every_chapter(guide)[FIRST])

    assert {reverse(guide.address, args=[slug]) for slug in guide.chapters()} - set(contents) == {
        reverse(guide.address, args=[FIRST])
    }


@each_guide
def test_links_lead_somewhere(guide: Guide) -> None:
    found = set(chain.from_iterable(map(links, every_chapter(guide).values())))
    reader = reader_of(guide)

    assert found
    assert [link for link in found if reader.get(link).status_code != 200] == []


@each_guide
def test_every_picture_is_there_said_in_words_and_light(guide: Guide) -> None:
    shown = [
        picture
        for chapter in every_chapter(guide).values()
        for picture in parsed(chapter.html).select("img")
    ]
    names = [
        str(picture["src"]).removeprefix(f"/static/region/{guide.pictures}/") for picture in shown
    ]

    assert names
    assert sorted(names) == sorted(path.name for path in guide.images.iterdir())
    assert [name for name in names if not finders.find(f"region/{guide.pictures}/{name}")] == []
    assert [picture["src"] for picture in shown if len(str(picture["alt"])) < 20] == []
    for path in guide.images.iterdir():
        assert path.stat().st_size <= HEAVIEST
        with Image.open(path) as image:
            assert image.width <= WIDEST


@each_chapter
def test_its_french_is_typeset(guide: Guide, slug: str) -> None:
    chapter = every_chapter(guide)[slug]
    alternatives = [str(picture["alt"]) for picture in parsed(chapter.html).select("img")]

    assert typewriter_french([chapter.title, chapter.html, alternatives], ()) == []


def test_every_page_of_the_managers_space_leads_to_its_guide() -> None:
    reader = reader_of(MANAGERS)
    page = reader.get(reverse("espace:home"), follow=True)

    (link,) = parsed(page).select(".espace-bar a:-soup-contains('Aide')")
    assert link["href"] == reverse("espace:guide")


def test_a_region_without_pictures_reads_the_text_alone(settings: LazySettings) -> None:
    chapter = every_chapter(TEAMS)["instruire"]
    assert parsed(chapter.html).select("img")

    settings.REGION = replace(settings.REGION, folder=Path("nowhere"))
    alone = every_chapter(TEAMS)["instruire"]

    assert not parsed(alone.html).select("img")
    assert parsed(alone.html).get_text().split() == parsed(chapter.html).get_text().split()


def test_plain_spaces_of_a_text_become_no_break_ones() -> None:
    chapter = TEAMS.read(
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
@each_guide
def test_an_address_that_is_no_chapter_is_not_found(guide: Guide, slug: str) -> None:
    assert reader_of(guide).get(f"{reverse(guide.address)}{slug}/").status_code == 404


def test_html_and_scripts_of_a_text_are_not_run() -> None:
    chapter = TEAMS.read(
        "# Titre\n\n<script>alert(1)</script> <img src=x onerror=alert(1)>\n\n"
        "[ici](javascript:alert(1)) ![là](javascript:alert(1))"
    )

    page = parsed(chapter.html)
    assert page.select("script, img, a") == []
    assert "<script>alert(1)</script>" in page.get_text()


def test_a_text_without_title_is_refused() -> None:
    with pytest.raises(ValueError, match="title"):
        TEAMS.read("Du texte.")

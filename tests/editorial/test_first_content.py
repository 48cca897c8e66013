"""The pages a new site opens with: whole, valid, well linked, and never written over."""

import re
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from wagtail.models import Page, Site

from normandie.editorial.first_content import create_first_content, read_texts
from normandie.editorial.models import EditorialPage, StandardPage
from normandie.editorial.selection import mistakes_in_filters
from normandie.home.first_pages import create_first_pages
from normandie.home.models import HomePage
from tests.factories import empty_the_site

TEXTS = read_texts()
PATHS = [text.path for text in TEXTS]
needs_site = pytest.mark.usefixtures("site", "db")


@pytest.fixture(scope="module")
def site(made_once: Callable) -> Site:
    """A blank site, with its first pages."""
    made_once(empty_the_site)
    made_once(lambda: create_first_pages("http://localhost"))
    return made_once(lambda: Site.objects.get(is_default_site=True))


def page_at(path: str) -> EditorialPage:
    return Page.objects.get(url_path=f"{HomePage.objects.get().url_path}{path}/").specific


class Reader(HTMLParser):
    """What a browser finds in a page: addresses of its links, levels of its headings."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.levels: list[int] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")
        elif re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))


@needs_site
def test_every_page_is_published_at_its_address(client: Client) -> None:
    assert len(PATHS) >= 18
    assert {path: client.get(f"/{path}/").status_code for path in PATHS} == dict.fromkeys(
        PATHS, 200
    )


@needs_site
def test_every_block_is_one_that_an_editor_could_save() -> None:
    for page in map(page_at, PATHS):
        page.full_clean()
        cleaned = page.body.stream_block.clean(page.body)

        assert len(cleaned) == len(page.body) > 0
        assert page.get_latest_revision_as_object().body == page.body


def status_of(client: Client, address: str) -> int:
    """Return how *address* answers; static files are served before Django is asked."""
    if address.startswith("/static/"):
        return 200 if finders.find(address.removeprefix("/static/")) else 404
    return client.get(address, follow=True).status_code


@needs_site
def test_every_link_of_the_site_leads_somewhere(client: Client) -> None:
    asked: dict[str, int] = {}
    broken = []
    for path in PATHS:
        for link in Reader(client.get(f"/{path}/").content.decode()).links:
            if link.startswith(("https://", "#")):
                continue
            address = link.partition("#")[0]
            if link and address not in asked:
                asked[address] = status_of(client, address)
            if asked.get(address) != 200:
                broken.append(f"/{path}/ → {link!r}")

    assert broken == []
    assert "/annuaire/?type=tiers-lieu" in asked


@needs_site
def test_addresses_of_the_directory_ask_what_it_understands(client: Client) -> None:
    asked = {
        link
        for path in PATHS
        for link in Reader(client.get(f"/{path}/").content.decode()).links
        if link.startswith("/annuaire/?")
    }

    assert len(asked) >= 3
    assert [link for link in asked if mistakes_in_filters(link)] == []


@needs_site
def test_headings_follow_one_another(client: Client) -> None:
    levels = {path: Reader(client.get(f"/{path}/").content.decode()).levels for path in PATHS}

    assert {path for path, found in levels.items() if found[0] != 1 or found.count(1) != 1} == set()
    assert {
        path
        for path, found in levels.items()
        if any(after - before > 1 for before, after in pairwise(found))
    } == set()


@needs_site
def test_what_only_the_region_knows_is_kept_for_the_team(client: Client) -> None:
    for text in TEXTS:
        gaps = [block["value"] for block in text.body if block["type"] == "gap"]
        blocks = [block for block in page_at(text.path).body if block.block_type == "gap"]
        html = client.get(f"/{text.path}/").content.decode()

        assert [block.value["missing"] for block in blocks] == gaps
        assert [gap for gap in gaps if escape(gap[:40]) in html] == []


@needs_site
def test_links_to_pages_follow_a_page_that_moves(client: Client) -> None:
    epn = page_at("reseau/epn")
    epn.slug = "espaces-publics-numeriques"
    epn.save_revision().publish()

    assert (
        'href="/reseau/espaces-publics-numeriques/"' in client.get("/glossaire/").content.decode()
    )


# --- What editors have done -------------------------------------------------------------------


@needs_site
def test_a_second_run_changes_nothing() -> None:
    before = list(Page.objects.order_by("pk").values())

    create_first_pages("http://localhost")

    assert list(Page.objects.order_by("pk").values()) == before


@needs_site
def test_what_an_editor_wrote_is_kept() -> None:
    page = page_at("label")
    page.title, page.body = "Notre label", []
    page.save_revision().publish()

    create_first_pages("http://localhost")

    page.refresh_from_db()
    assert (page.title, len(page.body)) == ("Notre label", 0)


@needs_site
def test_a_page_that_was_renamed_does_not_come_back(
    django_capture_on_commit_callbacks: object,
) -> None:
    number = StandardPage.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        page = page_at("label")
        page.slug = "labels"
        page.save_revision().publish()

    assert create_first_content(HomePage.objects.get()) == []
    assert StandardPage.objects.count() == number


@needs_site
def test_a_page_that_is_missing_is_made_again() -> None:
    page_at("presse").delete()

    made = create_first_content(HomePage.objects.get())

    assert [page.slug for page in made] == ["presse"]

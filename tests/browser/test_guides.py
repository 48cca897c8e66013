"""The guides: that of the teams in the admin, that of managers in their space; on paper too."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from normandie.guide.chapters import MANAGERS
from tests.browser.axe import violations
from tests.espace.managing import manager


def test_the_help_menu_leads_to_it(open_admin: Callable[..., Page]) -> None:
    page = open_admin(reverse("wagtailadmin_home"))
    page.get_by_role("button", name="Aide").click()
    menu = page.get_by_role("list", name="Aide")
    menu.get_by_role("link", name="Guide des équipes").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Guide des équipes")


@pytest.mark.parametrize("slug", ["sommaire", "nouvel-appel"])
def test_a_chapter_has_no_accessibility_violation_and_fits(
    open_admin: Callable[..., Page], slug: str
) -> None:
    page = open_admin(reverse("guide", args=[slug]))

    assert page.evaluate("document.querySelector('main').scrollWidth") <= 1280
    assert violations(page, 320) == []
    assert page.evaluate("document.querySelector('main').scrollWidth") <= 320


def test_a_chapter_is_printed_whole(open_admin: Callable[..., Page]) -> None:
    page = open_admin(reverse("guide", args=["nouvel-appel"]))
    page.emulate_media(media="print")

    expect(page.locator(".sidebar")).to_be_hidden()
    last = page.get_by_role("heading", name="Le jour de l’ouverture")
    paper = page.evaluate("document.documentElement.scrollHeight")
    assert paper > last.evaluate("title => title.getBoundingClientRect().bottom")


def test_every_chapter_for_managers_breaks_no_rule_fits_and_shows_its_pictures(
    open_admin: Callable[..., Page],
) -> None:
    someone = manager()
    page = open_admin(reverse("espace:home"), user=someone.user)
    page.get_by_role("link", name="Aide", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Aide")

    for slug in MANAGERS.chapters():
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(reverse(MANAGERS.address, args=[slug]))
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280, slug
        assert violations(page, 320) == [], slug
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, slug
        for picture in page.locator(".espace-guide img").all():
            picture.scroll_into_view_if_needed()
            expect(picture).to_have_js_property("complete", True)
            assert picture.evaluate("it => it.naturalWidth") > 0, slug

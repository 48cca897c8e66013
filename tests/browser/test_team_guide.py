"""The guide of the teams in the admin: for everybody, on a small phone, on paper."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.axe import violations


def test_the_help_menu_leads_to_it(open_admin: Callable[..., Page]) -> None:
    page = open_admin(reverse("wagtailadmin_home"))
    page.get_by_role("button", name="Aide").click()
    page.get_by_role("link", name="Guide des équipes").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Guide des équipes")


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("slug", ["sommaire", "nouvel-appel"])
def test_a_chapter_has_no_accessibility_violation_and_fits(
    open_admin: Callable[..., Page], slug: str, width: int
) -> None:
    page = open_admin(reverse("guide", args=[slug]), width=width)

    assert violations(page) == []
    assert page.evaluate("document.querySelector('main').scrollWidth") <= width


def test_a_chapter_is_printed_whole(open_admin: Callable[..., Page]) -> None:
    page = open_admin(reverse("guide", args=["nouvel-appel"]))
    page.emulate_media(media="print")

    expect(page.locator(".sidebar")).to_be_hidden()
    last = page.get_by_role("heading", name="Le jour de l’ouverture")
    paper = page.evaluate("document.documentElement.scrollHeight")
    assert paper > last.evaluate("title => title.getBoundingClientRect().bottom")

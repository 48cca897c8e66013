"""Wagtail's accessibility checker, in the editor of a page, under the policy of visitors."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from normandie.editorial.models import StandardPage
from tests.browser.watched_page import WatchedPage
from tests.editorial.media import image_value, make_image
from tests.editorial.pages import StandardPageFactory, block
from tests.factories import UserFactory

CHECKER_SPEAKS = "axe.run results"  # it writes what it found to the console too


@pytest.fixture
def editor(browser: Browser, server: str) -> Iterator[Page]:
    """A browser in which an editor is signed in; it fails on any other word in the console."""
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    watched = WatchedPage(browser, server, width=1400, height=900)
    watched.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server}]
    )
    watched.page.add_init_script("navigator.sendBeacon = () => true")
    yield watched.page
    watched.close()
    assert [problem for problem in watched.problems if CHECKER_SPEAKS not in problem] == []


def page_with_image(alt_text: str) -> StandardPage:
    body = [block("image", image_value(make_image(), alt_text=alt_text))]
    page = StandardPageFactory(body=body, search_description="Un essai.")
    page.save_revision()
    return page


def open_checks(editor: Page, page: StandardPage) -> None:
    editor.goto(reverse("wagtailadmin_pages:edit", args=(page.pk,)))
    editor.locator("[data-side-panel-toggle='checks']").click()


def test_the_checker_names_a_text_that_describes_nothing(editor: Page) -> None:
    open_checks(editor, page_with_image("photo_du_port.jpg"))

    panel = editor.locator("[data-side-panel='checks']")
    expect(panel).to_contain_text("Le texte alternatif de l'image a un motif inapproprié")
    expect(panel.locator("[data-content-checker-count]")).to_have_text("1")


def test_the_checker_finds_nothing_wrong_in_a_page_that_is_right(editor: Page) -> None:
    open_checks(editor, page_with_image("Un port au matin"))

    panel = editor.locator("[data-side-panel='checks']")
    expect(panel.locator("[data-content-word-count]")).not_to_have_text("-")
    expect(panel.locator("[data-content-checker-count]")).to_have_text("0")

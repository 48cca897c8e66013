"""An editorial page with the keyboard, on a narrow screen, on paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.rgaa import told_roles

PATH = "/tous-les-blocs/"


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_questions_unfold_with_the_keyboard(
    open_page: Callable[..., Page], demo_pages: list, javascript: bool
) -> None:
    page = open_page(PATH, javascript=javascript)
    answer = page.get_by_text("Souvent gratuit : demandez.")
    expect(answer).to_be_hidden()

    page.locator("summary").first.focus()
    page.keyboard.press("Enter")

    expect(answer).to_be_visible()


def test_on_a_phone_the_rows_of_a_table_are_cards_that_name_their_columns(
    open_page: Callable[..., Page], demo_pages: list
) -> None:
    page = open_page(PATH, width=320)
    region = page.get_by_role("region", name="Tableau : Deux sortes de lieux")

    assert region.evaluate("region => region.scrollWidth <= region.clientWidth")
    expect(region.get_by_role("cell", name="tout le monde")).to_contain_text("Pour qui")
    roles = told_roles(page)
    assert (roles["table"], roles["rowheader"], roles["cell"]) == (1, 2, 4)
    expect(region.locator(".table__column").first).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(region.locator(".table__column").first).to_be_hidden()


def test_contents_lead_to_the_parts_images_are_light_and_gaps_stay_among_the_team(
    open_page: Callable[..., Page], demo_pages: list
) -> None:
    page = open_page(PATH)
    expect(page.locator("body")).not_to_contain_text("À compléter")
    expect(page.locator(".gap")).to_have_count(0)

    image = page.locator(".figure img")
    image.scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('.figure img').naturalWidth > 0")
    assert ".avif" in image.evaluate("image => image.currentSrc")

    page.get_by_role("navigation", name="Sur cette page").get_by_text("Comment faire").click()
    assert page.url.endswith("#comment-faire")
    expect(page.get_by_role("heading", name="Comment faire")).to_be_in_viewport()

"""The box of the site search: with the keyboard, with suggestions, and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.axe import violations

pytestmark = pytest.mark.usefixtures("demo_places")

Open = Callable[..., Page]


def test_without_javascript_the_form_finds_places(open_page: Open) -> None:
    page = open_page("/recherche/", javascript=False)

    page.get_by_label("Que cherchez-vous").fill("mediatheque capucins")
    page.get_by_role("button", name="Rechercher").click()

    page.wait_for_url("**/recherche/?q=mediatheque+capucins*")
    page.get_by_role("link", name="Médiathèque des Capucins").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Médiathèque des Capucins")


def test_a_suggestion_is_reached_and_followed_with_the_keyboard(open_page: Open) -> None:
    page = open_page("/recherche/")
    page.focus("#recherche-q")
    page.keyboard.type("capuc")
    option = page.get_by_role("option", name="Médiathèque des Capucins Rouen")
    expect(option).to_be_visible()
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("group", name="Lieux")).to_be_visible()
    expect(page.locator("[role=status]").first).to_have_text("1 suggestion.")

    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Médiathèque des Capucins")


def test_enter_without_a_choice_searches_what_was_typed(open_page: Open) -> None:
    page = open_page("/recherche/")
    page.focus("#recherche-q")
    page.keyboard.type("rouen")
    expect(page.get_by_role("option", name="Lieux près de Rouen")).to_be_visible()

    page.keyboard.press("Enter")

    expect(page.locator("#resultats")).to_contain_text("pour « rouen »")


def test_escape_closes_the_suggestions_then_late_answers_stay_away(open_page: Open) -> None:
    page = open_page("/recherche/")
    waiting: list[Route] = []
    page.route("**/suggestions.json*", lambda route: waiting.append(route))
    page.focus("#recherche-q")
    page.keyboard.type("capuc")
    page.wait_for_timeout(400)
    page.keyboard.type("ins")
    page.wait_for_timeout(400)
    assert len(waiting) == 2
    for route in reversed(waiting):  # the first answer comes last
        typed = route.request.url.rpartition("=")[2]
        option = {"label": typed, "detail": "", "url": "/"}
        route.fulfill(json={"groups": [{"title": "Lieux", "options": [option]}]})

    expect(page.get_by_role("option")).to_have_text(["capucins"])

    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    assert page.input_value("#recherche-q") == "capucins"


def test_a_server_that_fails_leaves_a_box_that_works(open_page: Open) -> None:
    page = open_page("/recherche/", expected_errors=(503,))
    page.route("**/suggestions.json*", lambda route: route.fulfill(status=503))
    page.focus("#recherche-q")
    page.keyboard.type("capucins")
    page.wait_for_timeout(400)
    expect(page.get_by_role("option")).to_have_count(0)

    page.keyboard.press("Enter")

    expect(page.get_by_role("link", name="Médiathèque des Capucins")).to_be_visible()


def test_open_suggestions_break_no_rule(open_page: Open) -> None:
    page = open_page("/recherche/", width=320)
    page.focus("#recherche-q")
    page.keyboard.type("num")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320

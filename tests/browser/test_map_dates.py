"""The next dates of a place on its card on the map: they come after, they disturb nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from events.models import Occurrence
from events.services.occurrences import set_status
from tests.browser.axe import violations
from tests.browser.test_map import (
    DOME,
    FOCUSED,
    IN_SIGHT,
    SCREENS,
    URL,
    Screen,
    marker,
    open_map,
    opened,
    ready,
)

pytestmark = pytest.mark.usefixtures("demo_events")

Open = Callable[..., Page]
AT_DOME = f"{URL}?lieu={DOME}"
ASKED = "**/sur-la-carte/"
HEADING = "Prochains rendez-vous"
NEAR = "#carte=17/49.1858/-0.3691"


def dates(page: Page) -> Locator:
    return opened(page).locator(".event-date")


def test_the_card_says_the_three_next_dates_and_their_state(open_page: Open) -> None:
    page = open_map(open_page, AT_DOME)

    expect(dates(page)).to_have_count(3)
    expect(opened(page)).to_contain_text(HEADING)
    expect(dates(page).nth(1)).to_contain_text("Complet")
    expect(dates(page).nth(2)).to_contain_text("Annulé")
    dates(page).first.get_by_role("link", name="Premiers pas sur l’ordinateur").click()
    page.wait_for_url(f"**/annuaire/{DOME}/premiers-pas/")


def test_the_card_leads_to_all_the_dates_of_the_place(open_page: Open) -> None:
    page = open_map(open_page, AT_DOME)

    opened(page).get_by_role("link", name="Toutes les dates de ce lieu").click()

    page.wait_for_url(f"**/agenda/?lieu={DOME}")
    expect(page.locator(".event-card").first).to_be_visible()


def test_the_keyboard_goes_on_from_the_card_to_its_dates(open_page: Open) -> None:
    page = open_map(open_page, f"{URL}?q=dome{NEAR}")
    marker(page, DOME).focus()

    page.keyboard.press("Enter")

    expect(dates(page)).to_have_count(3)
    assert page.evaluate(f"{FOCUSED}.textContent") == "Le Dôme des usages"
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.textContent").startswith("Appeler Le Dôme des usages")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.textContent").startswith("Itinéraire")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.textContent") == "Premiers pas sur l’ordinateur"
    page.keyboard.press("Escape")
    expect(opened(page)).to_be_hidden()
    assert page.evaluate(f"{FOCUSED}.dataset.slug") == DOME


def test_screen_readers_are_told_that_dates_have_come(open_page: Open) -> None:
    page = open_map(open_page, AT_DOME)

    expect(opened(page).get_by_role("status")).to_have_text(HEADING)


@pytest.mark.parametrize("status", [500, 404])
def test_the_card_stands_without_its_dates(open_page: Open, status: int) -> None:
    page = open_page("/", expected_errors=(status,))
    page.context.route(ASKED, lambda route: route.fulfill(status=status, body="<p>Erreur</p>"))

    page.goto(AT_DOME)
    ready(page)

    page.wait_for_load_state("networkidle")
    expect(opened(page)).to_contain_text("Le Dôme des usages")
    expect(opened(page)).not_to_contain_text("Erreur")
    expect(dates(page)).to_have_count(0)


def test_what_comes_too_late_is_not_put_on_the_card_of_another_place(open_page: Open) -> None:
    page = open_page("/")
    held: list[Route] = []
    page.context.route(f"**/{DOME}/sur-la-carte/", lambda route: held.append(route))
    page.goto(AT_DOME)
    ready(page)
    expect(opened(page)).to_contain_text("Le Dôme des usages")

    page.get_by_role("button", name="Situer sur la carte : Espace public").first.click()
    expect(opened(page)).to_contain_text("Espace public numérique du Vaucelles")
    (late,) = held
    late.fallback()

    page.wait_for_load_state("networkidle")
    expect(dates(page)).to_have_count(0)


def test_a_place_without_dates_says_nothing_of_them(open_page: Open) -> None:
    page = open_page("/")

    with page.expect_response(ASKED):
        page.goto(f"{URL}?lieu=fablab-du-robec")

    page.wait_for_load_state("networkidle")
    expect(opened(page)).to_contain_text("Fablab du Robec")
    expect(opened(page)).not_to_contain_text(HEADING)


def test_a_date_cancelled_meanwhile_is_not_told_as_held(open_page: Open) -> None:
    page = open_map(open_page, AT_DOME)
    expect(dates(page).first).not_to_contain_text("Annulé")

    set_status(Occurrence.objects.filter(place__slug=DOME).upcoming()[0], "annule")
    opened(page).get_by_role("button", name="Fermer").click()
    page.get_by_role("button", name="Situer sur la carte : Le Dôme").first.click()

    expect(dates(page).first).to_contain_text("Annulé")


@pytest.mark.parametrize("screen", SCREENS)
def test_the_dates_can_be_read_to_the_last(open_page: Open, screen: Screen) -> None:
    width, height, full = screen
    page = open_map(open_page, AT_DOME, width=width, height=height)
    expect(dates(page)).to_have_count(3)
    if full:
        page.get_by_role("button", name="Plein écran").click()

    last = opened(page).get_by_role("link", name="Toutes les dates de ce lieu")
    last.scroll_into_view_if_needed()

    assert last.evaluate(IN_SIGHT)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_frame_on_another_site_shows_the_dates_too(open_page: Open) -> None:
    page = open_map(open_page, f"/annuaire/carte/integree/?lieu={DOME}")
    expect(dates(page)).to_have_count(3)

    with page.context.expect_page() as beside:
        dates(page).first.get_by_role("link").click()

    beside.value.wait_for_url(f"**/annuaire/{DOME}/premiers-pas/")
    assert page.context.cookies() == []


def test_the_card_with_its_dates_breaks_no_rule_of_accessibility(open_page: Open) -> None:
    page = open_map(open_page, AT_DOME)
    expect(dates(page)).to_have_count(3)

    assert violations(page) == []

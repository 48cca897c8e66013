"""The home page as visitors use it: keyboard, position, no JavaScript, small phone, weight."""

import gzip
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response, Route, expect

from tests.browser.keyboard import reach

pytestmark = pytest.mark.usefixtures("demo_places")

Open = Callable[..., Page]
NEARBY = "Trois lieux autour de moi"
ROUEN = {"latitude": 49.441361234, "longitude": 1.092551234}
WEIGHT = 60_000  # bytes of a first visit, once compressed
FIRST_SCREEN = 640  # pixels


def ask_nearby(page: Page) -> None:
    page.get_by_role("button", name=NEARBY).click()


def test_keyboard_alone_goes_from_a_need_to_an_answer(open_page: Open) -> None:
    page = open_page("/")
    reach(page, "a.need-links__link[href*='besoin=demarche']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/annuaire/orientation/?besoin=demarche**")

    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_keyboard_alone_searches_from_the_first_screen(open_page: Open) -> None:
    page = open_page("/")
    reach(page, "#finder-commune")
    page.keyboard.type("rou")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")

    page.wait_for_url("**commune=76540-rouen**")
    expect(page.locator("#resultats")).to_contain_text("à moins de 20 km de Rouen")


def test_the_nearest_places_are_shown_in_place_and_announced(open_page: Open) -> None:
    page = open_page("/")
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation(ROUEN)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    ask_nearby(page)

    status = page.locator("[data-nearby-message]")
    expect(status).to_contain_text("3 lieux les plus proches")
    expect(status).to_have_attribute("role", "status")
    expect(page.locator("[data-nearby-places] .place-card")).to_have_count(3)
    assert page.url.endswith("/")
    assert any("lat=49.4414&lon=1.0926" in url for url in asked)
    all_of_them = page.get_by_role("link", name="Tous les lieux autour de moi")
    assert "lat=49.4414&lon=1.0926" in (all_of_them.get_attribute("href") or "")

    page.locator("[data-nearby-places] .place-card a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.count("/annuaire/") == 1


def test_nothing_is_asked_before_the_click(open_page: Open) -> None:
    page = open_page("about:blank")
    page.add_init_script(
        """window.askedForPosition = 0;
        navigator.geolocation.getCurrentPosition = () => { window.askedForPosition += 1; };"""
    )
    page.goto("/", wait_until="networkidle")
    assert page.evaluate("window.askedForPosition") == 0

    ask_nearby(page)
    assert page.evaluate("window.askedForPosition") == 1


def test_a_refusal_is_said_and_leaves_other_ways(open_page: Open) -> None:
    page = open_page("/")
    page.context.clear_permissions()  # headless Chromium refuses what nobody granted

    ask_nearby(page)

    expect(page.locator("[data-nearby-message] + [role=alert]")).to_contain_text(
        "Vous n’avez pas autorisé"
    )
    expect(page.locator("[data-nearby-places]")).to_be_hidden()
    expect(page.get_by_role("button", name=NEARBY)).to_be_enabled()


def test_a_list_that_does_not_come_is_said_and_may_be_asked_again(open_page: Open) -> None:
    page = open_page("/", expected_errors=(503,))
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation(ROUEN)

    def unavailable(route: Route) -> None:
        route.fulfill(status=503, body="")

    page.route("**/annuaire/?lat=*", unavailable)
    ask_nearby(page)
    expect(page.locator("[data-nearby-message] + [role=alert]")).to_contain_text(
        "n’ont pas pu être chargés"
    )

    page.unroute("**/annuaire/?lat=*", unavailable)
    ask_nearby(page)
    expect(page.locator("[data-nearby-places] .place-card")).to_have_count(3)


def test_without_javascript_towns_and_departements_lead_to_places(open_page: Open) -> None:
    page = open_page("/", javascript=False)
    expect(page.get_by_role("button", name=NEARBY)).to_be_hidden()

    page.get_by_role("link", name="Seine-Maritime").click()
    page.wait_for_url("**departement=76")
    page.goto("/")
    page.get_by_role("link", name="Saint-Lô").click()
    expect(page.locator("#resultats")).to_contain_text("km de Saint-Lô")


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_a_small_phone_shows_both_questions_at_once(open_page: Open, javascript: bool) -> None:
    page = open_page("/", width=320, height=FIRST_SCREEN, javascript=javascript)

    for field in ("#finder-q", "#finder-commune"):
        box = page.locator(field).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= FIRST_SCREEN
    page.set_viewport_size({"width": 320, "height": 2_000})
    assert page.locator("html").evaluate("html => html.scrollWidth") <= 320


def test_a_first_visit_is_light(open_page: Open) -> None:
    page = open_page("about:blank")
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto("/", wait_until="networkidle")

    assert sum(len(gzip.compress(answer.body())) for answer in answers) <= WEIGHT
    assert page.context.cookies() == []


def test_on_paper_there_is_no_form_and_no_button(open_page: Open) -> None:
    page = open_page("/")
    page.emulate_media(media="print")

    expect(page.locator(".finder")).to_be_hidden()
    expect(page.get_by_role("button", name=NEARBY)).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()

"""Finding a place with the keyboard alone, with and without JavaScript, and what a visit weighs."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser.keyboard import tab_to

pytestmark = pytest.mark.usefixtures("demo_places")

Open = Callable[..., Page]
WEIGHT = 100_000  # bytes of a first visit
REQUESTS = 15


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_keyboard_alone_finds_places_near_a_commune_and_narrows_them(open_page: Open) -> None:
    page = open_page("/annuaire/")
    tab_to(page, "#finder-q")
    page.keyboard.type("numérique")
    tab_to(page, "#finder-commune")
    page.keyboard.type("cae")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.input_value("#finder-commune") == "Caen (14000)"

    page.keyboard.press("Enter")
    page.wait_for_url("**commune=14118-caen**")
    expect(page.locator("#resultats")).to_contain_text("à moins de 20 km de Caen")

    count = page.locator(".choice__count").first
    a_line = count.bounding_box()["height"]
    count.evaluate("""it => {
        it.textContent = "1234";
        it.previousElementSibling.textContent = "Un besoin long à dire ".repeat(4);
    }""")
    assert count.bounding_box()["height"] == a_line  # never one figure under the other
    tab_to(page, "input[name=type][value=epn]")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**type=epn**")
    assert query(page)["commune"] == ["14118-caen"]

    tab_to(page, "a.tag")
    assert page.evaluate("document.activeElement.textContent").startswith("Retirer le filtre")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "q=" not in url)
    assert query(page)["type"] == ["epn"]


def test_escape_closes_the_suggestions_and_keeps_what_was_typed(open_page: Open) -> None:
    page = open_page("/annuaire/")
    page.focus("#finder-commune")
    page.keyboard.type("rou")
    expect(page.get_by_role("option").first).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.get_by_role("option").first).to_be_hidden()
    assert page.input_value("#finder-commune") == "rou"


def test_without_javascript_a_typed_commune_is_understood(open_page: Open) -> None:
    page = open_page("/", javascript=False)

    page.fill("#finder-commune", "st lo")
    page.get_by_role("button", name="Rechercher").click()

    expect(page.locator("#resultats")).to_contain_text("km de Saint-Lô")
    expect(page.get_by_role("button", name="Autour de moi")).to_be_hidden()


def test_the_position_of_the_visitor_gives_the_nearest_places(open_page: Open) -> None:
    page = open_page("/annuaire/")
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 49.44136, "longitude": 1.09255})

    page.get_by_role("button", name="Autour de moi").click()

    page.wait_for_url("**lat=49.4414**")
    expect(page.locator("#resultats")).to_contain_text("votre position")


def test_a_phone_shows_the_number_to_call_without_scrolling_sideways(open_page: Open) -> None:
    page = open_page("/annuaire/le-dome-des-usages/", width=320)

    expect(page.get_by_role("link", name="02 00 00 00 00").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("address", ["/annuaire/", "/annuaire/le-dome-des-usages/"])
def test_a_first_visit_is_light(open_page: Open, address: str) -> None:
    page = open_page("about:blank")
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))

    page.goto(address, wait_until="networkidle")

    assert len(answers) <= REQUESTS
    assert sum(answer.request.sizes()["responseBodySize"] for answer in answers) <= WEIGHT
    assert page.context.cookies() == []


def test_a_sheet_is_printed_on_one_page(open_page: Open) -> None:
    page = open_page("/annuaire/le-dome-des-usages/")

    pdf = page.pdf(format="A4", prefer_css_page_size=True)

    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type/Page\n") == 1

"""What one came for is on the first screen, on a phone too, with and without JavaScript."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.usefixtures("demo_site")

Open = Callable[..., Page]
PHONE = {"width": 360, "height": 740}
SEARCH = "?q=atelier&commune=14118-caen"
RESULTS = [
    ("/annuaire/", ".place-card__title"),
    ("/agenda/", ".event-card__title"),
    (f"/agenda/?mois={date.today() + timedelta(days=20):%Y-%m}", ".month__list a"),
    ("/annuaire/carte/", ".leaflet-marker-icon"),
]


def box(found: Locator) -> dict[str, float]:
    shown = found.bounding_box()
    assert shown
    return {**shown, "right": shown["x"] + shown["width"], "bottom": shown["y"] + shown["height"]}


def test_the_first_result_is_on_the_first_screen_of_a_phone(open_page: Open) -> None:
    page = open_page("/healthz")
    page.set_viewport_size(PHONE)
    for url, first in RESULTS:
        for asked in (url, url + SEARCH.replace("?", "&" if "?" in url else "?")):
            page.goto(asked)
            result = page.locator(first).first
            expect(result).to_be_visible()
            assert box(result)["bottom"] <= PHONE["height"], asked
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], asked


def test_the_question_opens_again_without_a_script(open_page: Open) -> None:
    page = open_page("/annuaire/?q=numérique&commune=14118-caen", javascript=False, width=360)
    field = page.get_by_label("Que cherchez-vous ?")
    expect(field).to_be_hidden()

    page.get_by_text("Modifier").click()
    expect(field).to_have_value("numérique")
    field.fill("atelier")
    field.press("Enter")
    page.wait_for_url("**q=atelier**")
    expect(page.locator(".finder-fold__asked")).to_contain_text("atelier · Caen · 20 km")


@pytest.mark.parametrize("letters", ["100%", "150%"])
def test_the_tools_of_the_map_leave_its_zoom_alone(open_page: Open, letters: str) -> None:
    page = open_page("/annuaire/carte/", width=340)
    page.evaluate("size => document.documentElement.style.fontSize = size", letters)
    expect(page.locator("[data-map-full]")).to_be_visible()

    zoom = box(page.locator(".leaflet-control-zoom"))
    for tool in page.locator(".map-stage__tools .button").all():
        beside, below = box(tool)["right"] <= zoom["x"], box(tool)["y"] >= zoom["bottom"]
        assert beside or below, tool.inner_text()


def test_a_wide_screen_shows_the_whole_map_and_one_line_of_menu(open_page: Open) -> None:
    page = open_page("/healthz")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/annuaire/carte/")
    canvas = box(page.locator(".map-stage__canvas"))
    assert canvas["height"] >= 500
    assert box(page.locator(".map-legend"))["bottom"] <= 800

    for width in (768, 1024, 1120, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert box(page.locator(".site-header"))["height"] <= 82, width


def test_a_phone_calls_from_the_first_screen_of_a_sheet(open_page: Open) -> None:
    page = open_page("/healthz")
    page.set_viewport_size(PHONE)
    page.goto("/annuaire/le-dome-des-usages/")

    call = page.get_by_role("link", name="Appeler", exact=True)
    assert box(call)["bottom"] <= PHONE["height"]
    page.get_by_role("link", name="Itinéraire").click()
    expect(page.get_by_role("link", name="à pied")).to_be_in_viewport()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(call).to_be_hidden()

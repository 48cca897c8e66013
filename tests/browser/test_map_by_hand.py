"""The map under a finger, under the keys, with a comparison under way, and over a slow network."""

import gzip
from collections.abc import Callable

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, Response, expect

from tests.browser.maps import ready
from tests.browser.test_finder import query
from tests.browser.test_map import FOCUSED, URL, marker, open_map

pytestmark = pytest.mark.usefixtures("demo_places")

Open = Callable[..., Page]
PHONE = {"width": 390, "height": 844, "touch": True}
WEIGHT = 130_000  # bytes of a first visit, once compressed, tiles apart
PRAIRIE = f"{URL}#carte=17/49.172/-0.369"


def draw(page: Page, selector: str, way: int) -> None:
    """Draw a finger over *way* pixels, from the middle of *selector*."""
    page.locator(selector).scroll_into_view_if_needed()
    box = page.locator(selector).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, points: list[dict[str, float]]) -> None:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", [{"x": x, "y": y}])
    for step in range(1, 9):
        touch("touchMove", [{"x": x, "y": y + way * step / 8}])
        page.wait_for_timeout(20)
    touch("touchEnd", [])


def test_a_tap_after_a_draw_of_the_list_is_not_lost(open_page: Open) -> None:
    page = open_map(open_page, **PHONE)
    page.get_by_role("button", name="Plein écran").tap()
    handle = page.locator("[data-map-handle]")

    draw(page, "[data-map-handle]", -200)
    expect(handle).to_have_attribute("aria-expanded", "true")
    page.wait_for_timeout(800)
    handle.tap()

    expect(handle).to_have_attribute("aria-expanded", "false")


def test_one_finger_on_the_map_scrolls_the_page_until_it_fills_the_screen(open_page: Open) -> None:
    # Closer than the whole region, which the bounds of the map hold still on a tall screen.
    page = open_map(open_page, f"{URL}#carte=10/49.172/-0.369", **PHONE)
    view = page.url

    draw(page, "[data-map-canvas]", -150)

    page.wait_for_function("() => window.scrollY > 50")
    assert page.url == view
    expect(page.locator("[data-map-message]")).to_contain_text("Deux doigts")

    page.get_by_role("button", name="Plein écran").tap()
    expect(page.get_by_role("button", name="Quitter le plein écran")).to_be_visible()
    whole = page.url
    # A finger that comes while the map settles may be lost: as a person would, draw again.
    for _ in range(10):
        draw(page, "[data-map-canvas]", -150)
        page.wait_for_timeout(500)
        if page.url != whole:
            break
    assert page.url != whole


def test_the_keys_of_the_map_work_from_a_marker_which_keeps_the_focus(open_page: Open) -> None:
    page = open_map(open_page, PRAIRIE)
    marker(page, "tiers-lieu-de-la-prairie").focus()

    page.keyboard.press("-")

    page.wait_for_function("() => location.hash.startsWith('#carte=16/')")
    # A key pressed while the map settles may be lost: as a person would, press again.
    for _ in range(40):
        if page.evaluate("document.activeElement.matches('.map-group')"):
            break
        page.keyboard.press("-")
        page.wait_for_timeout(500)
    page.wait_for_function("() => document.activeElement.matches('.map-group')")
    assert "lieux proches" in page.evaluate(f"{FOCUSED}.textContent")


def test_a_comparison_goes_on_though_the_map_moves(open_page: Open) -> None:
    page = open_map(open_page, f"{URL}?type=tiers-lieu")
    page.get_by_label("Comparer Tiers-lieu de la Prairie").check()

    page.goto(f"{URL}?type=tiers-lieu#carte=15/49.4414/1.0926")
    page.reload()
    ready(page)
    page.locator("[data-map-items]").get_by_label("Comparer Fablab du Robec").check()
    page.get_by_role("button", name="Comparer (2)").click()

    page.wait_for_url("**/comparer/**")
    assert query(page)["lieu"] == ["fablab-du-robec", "tiers-lieu-de-la-prairie"]


def test_no_comparison_is_offered_where_nothing_can_be_compared(open_page: Open) -> None:
    page = open_map(open_page, f"{URL}?type=epn")

    expect(page.locator("form#comparer")).to_be_hidden()


def test_a_first_visit_of_the_map_is_light(open_page: Open, settings: LazySettings) -> None:
    settings.DIRECTORY_MAP_TILES = settings.DIRECTORY_MAP_TILES | {"url": ""}
    page = open_page("about:blank")
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))

    page.goto(URL, wait_until="networkidle")

    assert any("leaflet" in answer.url for answer in answers)
    assert any(answer.url.endswith("lieux.json") for answer in answers)
    assert sum(len(gzip.compress(answer.body())) for answer in answers) <= WEIGHT
    assert page.context.cookies() == []

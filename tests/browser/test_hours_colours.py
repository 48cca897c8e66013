"""Green says that a place is open; a closed day is no warning, and no reason to look elsewhere."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page

from directory.hours.rules import DAY_CODES
from directory.models import PlacePage
from tests.factories import PlacePageFactory

COLOURS = """selector => [...document.querySelectorAll(selector)].map(
    element => getComputedStyle(element).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number))"""
LINES = """selector => [...document.querySelectorAll(selector)].map(element => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return new Set([...range.getClientRects()].map(box => Math.round(box.bottom))).size;
})"""
SCHEMES = ("light", "dark")
GREY = 30  # out of 255: further apart, two channels make a colour that one sees


@pytest.fixture
def closed_today() -> PlacePage:
    """A place that opens in three days: its state names a day and an hour."""
    code = DAY_CODES[(date.today() + timedelta(days=3)).weekday()]
    PlacePageFactory(title="Ouvert en continu", hours="24/7")
    PlacePageFactory(title="Fermé", hours="off")
    return PlacePageFactory(title="Ouvre bientôt", hours=f"{code} 08:30-12:30")


def is_green(colour: list[int]) -> bool:
    red, green, blue = colour
    return green > red and green > blue


def test_only_what_is_open_is_green_and_a_state_stands_on_one_line(
    open_page: Callable[..., Page], closed_today: PlacePage
) -> None:
    page = open_page("/annuaire/")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        [opened] = page.evaluate(COLOURS, ".badge--open")
        assert is_green(opened), scheme
        assert max(opened) - min(opened) > 15, scheme
        for kind in ("reopens", "closed"):
            [colour] = page.evaluate(COLOURS, f".badge--{kind}")
            assert max(colour) - min(colour) <= GREY, (scheme, kind)
            assert not is_green(colour), (scheme, kind)

    states = page.locator(".place-card__state")
    assert any("Ouvre " in text for text in states.all_inner_texts())
    for width in (320, 360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert set(page.evaluate(LINES, ".place-card__state .badge")) == {1}, width


def test_a_closed_day_is_marked_without_a_colour(
    open_page: Callable[..., Page], closed_today: PlacePage
) -> None:
    page = open_page(closed_today.url)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        [today] = page.evaluate(COLOURS, ".hours__today")
        assert max(today) - min(today) <= 40, scheme
    row = page.locator(".hours__today")
    assert "aujourd’hui" in row.inner_text()
    assert row.evaluate("row => getComputedStyle(row).boxShadow") != "none"
    page.emulate_media(media="print")
    assert row.evaluate("row => getComputedStyle(row).boxShadow") == "none"

"""No page type breaks a rule of WCAG 2.2 AA: light and dark, with and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations

# A new kind of page is one line here.
ADDRESSES = {
    "home": "/",
    "list": "/annuaire/",
    "results": "/annuaire/?q=numerique&commune=14118-caen&rayon=20",
    "empty-list": "/annuaire/?q=introuvable",
    "place": "/annuaire/le-dome-des-usages/",
    "bare-place": "/annuaire/point-numerique-du-port/",
    "report": "/annuaire/le-dome-des-usages/signaler/",
    "open-data": "/annuaire/donnees-ouvertes/",
    "styleguide": "/styleguide/",
}

TWO_FAULTS = """() => {
    const main = document.querySelector("main");
    main.insertAdjacentHTML("beforeend", "<img><p id='pale'>Trop pâle</p>");
    Object.assign(document.getElementById("pale").style, {color: "#777", background: "#888"});
}"""


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_page_has_no_accessibility_violation(
    open_page: Callable[..., Page], demo_places: list, address: str, javascript: bool
) -> None:
    page = open_page(address, javascript=javascript)

    in_light = violations(page)
    page.emulate_media(color_scheme="dark")

    assert in_light + violations(page) == []


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_the_checker_sees_what_is_wrong(
    open_page: Callable[..., Page], demo_places: list, javascript: bool
) -> None:
    page = open_page("/annuaire/", javascript=javascript)
    page.evaluate(TWO_FAULTS)

    found = "\n".join(violations(page))

    assert "image-alt" in found
    assert "color-contrast" in found

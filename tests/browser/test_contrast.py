"""Every word can be read on what is drawn under it: both themes, at rest and under the pointer.

Minutes for the whole site: ``make test-contrast`` asks it, each night; ``make test`` does not.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.contrast import point_at_everything, too_pale
from tests.browser.maps import ready
from tests.browser.test_accessibility import ADDRESSES

pytestmark = pytest.mark.contrast


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_words_stand_out_from_what_is_under_them(
    open_page: Callable[..., Page], demo_site: None, address: str
) -> None:
    page = open_page(address)
    ready(page)
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {line}" for line in too_pale(page)]
    point_at_everything(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}, pointed at: {line}" for line in too_pale(page)]

    assert found == []


def test_a_pale_word_over_a_drawing_is_seen(
    open_page: Callable[..., Page], demo_site: None
) -> None:
    page = open_page("/")
    page.evaluate(
        """() => document.querySelector("main").insertAdjacentHTML("afterbegin",
            "<p id='pale'>Trop pâle ici</p>")"""
    )
    page.evaluate(
        """() => Object.assign(document.getElementById("pale").style, {color: "#777",
            background: "linear-gradient(90deg, #000, #888 50%, #888)"})"""
    )

    assert [line for line in too_pale(page) if "Trop pâle ici" in line]

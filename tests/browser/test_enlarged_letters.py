"""A reader who doubles the letters of a small phone sees every word, and never scrolls sideways."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.test_accessibility import ADDRESSES

# Half the width for letters of the same size is the same layout as twice the letters on 320 pixels.
PHONE_WITH_DOUBLED_LETTERS = 160


@pytest.mark.parametrize(
    "address",
    [address for address in ADDRESSES.values() if not address.startswith("/styleguide/")],
)
def test_no_page_scrolls_sideways_with_doubled_letters(
    open_page: Callable[..., Page],
    demo_site: None,
    address: str,
) -> None:
    page = open_page(address, width=PHONE_WITH_DOUBLED_LETTERS)

    width = page.evaluate("document.documentElement.scrollWidth")

    assert width <= PHONE_WITH_DOUBLED_LETTERS

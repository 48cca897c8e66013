"""No page type breaks a rule of WCAG 2.2 AA: light and dark, with and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations

# A new kind of page is one line here.
ADDRESSES = {
    "home": "/",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_page_has_no_accessibility_violation(
    open_page: Callable[..., Page], demo_places: list, address: str, javascript: bool, scheme: str
) -> None:
    page = open_page(address, javascript=javascript, scheme=scheme)

    assert violations(page) == []

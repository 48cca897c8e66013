"""The walk through a page with Tab alone sees what is wrong there."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.keyboard import walk

GOOD = (
    "<style>:focus { outline: 3px solid } a, button { font-size: 2rem }</style>"
    "<p style='margin: 6rem'>Du texte.</p><p><a href='#a'>Un lien</a></p>"
)


@pytest.mark.parametrize(
    ("html", "faults"),
    [
        (GOOD, []),
        ("<p>Du texte.</p>", ["nothing takes the focus"]),
        (
            f"{GOOD}<button style='outline: none'>Dire</button>",
            ["button « Dire »: the focus is not visible"],
        ),
        (
            f"{GOOD}<button style='position: absolute; top: 0'>Dire</button>",
            ["button « Dire » stands above a « Un lien », which comes before"],
        ),
        (
            f"{GOOD}<button style='width: 9px; height: 9px; padding: 0'></button>",
            ["button «  »: too small: 9 × 9 pixels"],
        ),
    ],
)
def test_the_walk_sees_what_is_wrong_and_nothing_else(
    open_page: Callable[..., Page], html: str, faults: list[str]
) -> None:
    page = open_page("about:blank")
    page.set_content(html)

    assert walk(page) == faults

"""What the RGAA asks of the page as scripts left it, and axe does not look at.

Each question bears the number of its criterion. Where the page is one of Wagtail's, what Wagtail
draws is its own: only our components are asked.
"""

from collections import Counter
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

LETTERS = {  # in pixels: what a browser begins with, and twice that
    "ordinary": {"standard": 16, "fixed": 13},
    "doubled": {"standard": 32, "fixed": 26},
}
OURS_IN_THE_ADMIN = "hours-editor, repetition-editor, event-dates, point-map, [data-ours]"


@cache
def question(name: str) -> str:
    """The script *name* of the folder « asked »: a function to evaluate in a page."""
    return (Path(__file__).parent / "asked" / f"{name}.js").read_text()


def faults(page: Page) -> list[str]:
    """Return what *page* breaks of the RGAA as it stands, one line each."""
    return page.evaluate(question("rgaa"), OURS_IN_THE_ADMIN)


def unreadable_current(page: Page) -> list[str]:
    """Return what cannot be read of what is current where the system imposes its colours."""
    page.emulate_media(forced_colors="active")
    found = [
        f"forced colours, {scheme}: {fault}"
        for scheme in ("light", "dark")
        if page.emulate_media(color_scheme=scheme) is None
        for fault in page.evaluate(question("current"))
    ]
    page.emulate_media(forced_colors="none", color_scheme="light")
    return found


def overflows(page: Page, *widths: int) -> list[str]:
    """Return what scrolls sideways or breaks a word at *widths*, with ordinary and doubled letters.

    They are doubled as one asks it of the browser itself: styles for small screens then hold too.
    """
    tools = page.context.new_cdp_session(page)
    found = []
    for letters, sizes in LETTERS.items():
        tools.send("Page.setFontSizes", {"fontSizes": sizes})
        for width in widths:
            page.set_viewport_size({"width": width, "height": 800})
            faults_there = page.evaluate(question("enlarged"))
            found += [f"{letters} letters at {width}: {fault}" for fault in faults_there]
    return found


def told_roles(page: Page) -> Counter[str]:
    """Count the roles that *page* tells assistive tools, which styles may change."""
    tools = page.context.new_cdp_session(page)
    tree = tools.send("Accessibility.getFullAXTree")["nodes"]
    return Counter(node["role"]["value"] for node in tree if "role" in node)

"""What the RGAA asks of the page as scripts left it, and axe does not look at.

Each question bears the number of its criterion. Where the page is one of Wagtail's, what Wagtail
draws is its own: only our components are asked.
"""

from collections import Counter
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

LARGE_LETTERS = {"standard": 32, "fixed": 26}  # pixels, twice what a browser begins with
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
    """Return what scrolls sideways, or breaks a word, at *widths* with letters twice as large.

    As one asks it of the browser itself: what styles do for small screens then holds too.
    """
    tools = page.context.new_cdp_session(page)
    tools.send("Page.setFontSizes", {"fontSizes": LARGE_LETTERS})
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        found += [
            f"doubled letters at {width}: {fault}" for fault in page.evaluate(question("enlarged"))
        ]
    return found


def told_roles(page: Page) -> Counter[str]:
    """Count the roles that *page* tells assistive tools, which styles may change."""
    tools = page.context.new_cdp_session(page)
    tree = tools.send("Accessibility.getFullAXTree")["nodes"]
    return Counter(node["role"]["value"] for node in tree if "role" in node)

"""The contrast of letters on what is drawn under them, pixel by pixel (RGAA 3.2, WCAG 1.4.3).

axe reads colours in style sheets, and says nothing of words over a drawing or a gradient.
"""

import io
from functools import cache
from typing import Any

from PIL import Image
from playwright.sync_api import Page

from tests.browser.rgaa import question

WIDTH = 1280
LARGE, LARGE_AND_BOLD = 24, 18.66  # pixels
SHARE = 0.01  # of a line of text: a ground that covers less is the edge of something
POINTED = "a, button, summary, label"
# The map lists other places once its window has grown: until nothing changes, lines would be looked
# for where they no longer are.
QUIET = """() => new Promise(done => {
    let timer;
    const observer = new MutationObserver(() => wait());
    const wait = () => {
        clearTimeout(timer);
        timer = setTimeout(() => { observer.disconnect(); done(); }, 500);
    };
    observer.observe(document.body, {subtree: true, childList: true, attributes: true});
    wait();
})"""

Colour = tuple[int, int, int]


@cache
def luminance(colour: Colour) -> float:
    """Return the relative luminance of WCAG 2.2."""
    red, green, blue = (
        value / 255 / 12.92 if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4
        for value in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def contrast(one: Colour, other: Colour) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def point_at_everything(page: Page) -> None:
    """Have each link and button look as under the pointer."""
    tools = page.context.new_cdp_session(page)
    tools.send("DOM.enable")
    tools.send("CSS.enable")
    root = tools.send("DOM.getDocument")["root"]["nodeId"]
    nodes = tools.send("DOM.querySelectorAll", {"nodeId": root, "selector": POINTED})["nodeIds"]
    for node in nodes:
        tools.send("CSS.forcePseudoState", {"nodeId": node, "forcedPseudoClasses": ["hover"]})


def too_pale(page: Page) -> list[str]:
    """Return the lines that cannot be read on what is under them, each with its contrast."""
    # What is beyond the window has nothing above it: the whole page must be in it.
    page.evaluate("document.querySelectorAll('details').forEach(fold => (fold.open = true))")
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": WIDTH, "height": height})
    page.evaluate(QUIET)
    lines: list[dict[str, Any]] = page.evaluate(question("lines"))
    ground = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    page.evaluate("document.adoptedStyleSheets.pop()")
    found = []
    for line in lines:
        left, top, right, bottom = line["box"]
        under = ground.crop((left, top, right, bottom))
        if not under.width or not under.height:
            continue
        counts = under.getcolors(under.width * under.height) or []
        least = SHARE * under.width * under.height
        shown = [each for number, each in counts if number >= least]
        colour: Colour = tuple(line["colour"])
        worst = min((contrast(colour, each) for each in shown), default=21.0)
        is_large = line["size"] >= (LARGE_AND_BOLD if line["bold"] else LARGE)
        if worst < (3 if is_large else 4.5):
            found.append(f"{worst:.2f}: {line['text']}")
    return found

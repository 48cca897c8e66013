"""Going through a page with Tab alone, and what goes wrong on the way."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

MOST = 200  # keys pressed before a page is said to hold the keyboard
TARGET = 24  # pixels: WCAG 2.2, 2.5.8
DIFFERENCE = 3  # pixels between the middles of two things that stand in one row

# What holds the focus, where it stands and what is wrong with it; null at both ends of the page.
# A frame shows the focus inside itself and may be larger than the screen; a link inside a sentence
# may be as high as its line. The ring of a map is drawn over its tiles, by what comes after them.
FOCUS = """target => {
    const item = document.activeElement;
    if (item === document.body) return null;
    const wrong = [];
    const style = getComputedStyle(item);
    const box = (item.closest("label") ?? item).getBoundingClientRect();
    const said = item.innerText?.trim();
    const ringOf = drawn => drawn.outlineStyle === "none" ? 0 : parseFloat(drawn.outlineWidth);
    const ring = Math.max(ringOf(style), ringOf(getComputedStyle(item, "::after")));
    const isFrame = item.localName === "iframe";
    if (ring < 2 && !isFrame) wrong.push("the focus is not visible");
    const line = item.getClientRects()[0] ?? box;
    const above = document.elementFromPoint(line.x + line.width / 2, line.y + line.height / 2);
    if (!isFrame && !item.contains(above)) wrong.push(`hidden by ${above?.outerHTML.slice(0, 60)}`);
    const isInSentence = style.display === "inline" && item.parentElement.innerText.trim() !== said;
    if (!isInSentence && Math.min(box.width, box.height) < target)
        wrong.push(`too small: ${box.width} × ${box.height} pixels`);
    const name = `${item.localName} « ${said || item.id || item.value} »`;
    return {name, wrong, top: box.top + scrollY, bottom: box.bottom + scrollY};
}"""


def tab_to(page: Page, selector: str, on_the_way: Callable[[], None] = lambda: None) -> None:
    """Press Tab until the focus is on *selector*; call *on_the_way* each time."""
    page.wait_for_load_state()  # before its styles have come, a page shows its focus otherwise
    for _ in range(MOST):
        page.keyboard.press("Tab")
        on_the_way()
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} cannot be reached with the keyboard")


def reach(page: Page, selector: str) -> None:
    """Press Tab until the focus is on *selector*; fail if anything is wrong on the way."""
    wrong: list[str] = []

    def look() -> None:
        if focus := page.evaluate(FOCUS, TARGET):
            wrong.extend(faults(focus))

    tab_to(page, selector, look)
    assert not wrong, "\n".join(wrong)


def faults(focus: dict[str, Any]) -> list[str]:
    return [f"{focus['name']}: {fault}" for fault in focus["wrong"]]


def walk(page: Page, most: int = MOST) -> list[str]:
    """Go from the top of a page of one column to its end; return what is wrong with the focus.

    *most* is how many keys may be pressed: an input of time takes three.
    """
    wrong: list[str] = []
    page.wait_for_load_state()
    before: dict[str, Any] | None = None
    for _ in range(most):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS, TARGET)
        if focus is None:
            return wrong if before else ["nothing takes the focus"]
        wrong += faults(focus)
        if before and focus["bottom"] < before["top"] - DIFFERENCE:
            wrong.append(f"{focus['name']} stands above {before['name']}, which comes before")
        before = focus
    return [*wrong, f"the keyboard never leaves the page, the last was {focus['name']}"]

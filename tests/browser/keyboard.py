"""Going through a page with Tab alone, and what goes wrong on the way."""

from typing import Any

import pytest
from playwright.sync_api import Page

MOST = 200  # keys pressed before a page is said to hold the keyboard
TARGET = 24  # pixels: WCAG 2.2, 2.5.8
DIFFERENCE = 3  # pixels between the middles of two things that stand in one row

# What holds the focus, where it stands and what is wrong with it; null at both ends of the page.
# A frame shows the focus inside itself and may be larger than the screen; a link inside a sentence
# may be as high as its line.
FOCUS = """target => {
    const item = document.activeElement;
    if (item === document.body) return null;
    const wrong = [];
    const style = getComputedStyle(item);
    const box = (item.closest("label") ?? item).getBoundingClientRect();
    const said = item.innerText?.trim();
    const ring = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
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


def reach(page: Page, selector: str) -> None:
    """Press Tab until the focus is on *selector*; fail if anything is wrong on the way."""
    wrong: list[str] = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS, TARGET)
        if focus:
            wrong += [f"{focus['name']}: {fault}" for fault in focus["wrong"]]
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert not wrong, "\n".join(wrong)
            return
    pytest.fail(f"{selector} cannot be reached with the keyboard")


def walk(page: Page) -> list[str]:
    """Go from the top of a page of one column to its end; return what is wrong with the focus."""
    wrong: list[str] = []
    before: dict[str, Any] = {"name": "the top", "top": 0}
    for _ in range(MOST):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS, TARGET)
        if focus is None:
            return wrong
        wrong += [f"{focus['name']}: {fault}" for fault in focus["wrong"]]
        if focus.get("bottom", 0) < before["top"] - DIFFERENCE:
            wrong.append(f"{focus['name']} stands above {before['name']}, which comes before")
        before = focus
    return [*wrong, f"the keyboard never leaves the page, the last was {before['name']}"]

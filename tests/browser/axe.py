"""Accessibility rules that a machine can check, run in the browser by axe-core."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

NO_JAVASCRIPT = """() => {
    const sample = document.createElement("div");
    sample.innerHTML = "<noscript><i></i></noscript>";
    return sample.querySelector("i") !== null;
}"""
HTML_WITHOUT_SCRIPTS = """() => {
    const copy = document.documentElement.cloneNode(true);
    for (const script of copy.querySelectorAll("script")) script.remove();
    for (const block of copy.querySelectorAll("noscript")) block.replaceWith(...block.childNodes);
    return "<!doctype html>" + copy.outerHTML;
}"""


@cache
def script() -> str:
    return Axe().axe_script


def violations(page: Page) -> list[str]:
    """Return what breaks WCAG 2.2 AA or the good practices on *page*, one line each."""
    if not page.evaluate(NO_JAVASCRIPT):
        return _run(page)
    with _copy_that_axe_can_read(page) as copy:
        return _run(copy)


def _run(page: Page) -> list[str]:
    page.evaluate(script())
    result = page.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})",
        RULES,
    )
    return [
        f"{violation['id']} ({violation['help']}): {node['html'][:200]} {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


@contextmanager
def _copy_that_axe_can_read(page: Page) -> Iterator[Page]:
    """Show what *page* became without JavaScript where axe, which is JavaScript, can run."""
    html = page.evaluate(HTML_WITHOUT_SCRIPTS)
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    context = page.context.browser.new_context(
        color_scheme="dark" if dark else "light",
        viewport=page.viewport_size,
        reduced_motion="reduce",
        locale="fr-FR",
    )
    context.route(page.url, lambda route: route.fulfill(body=html, content_type="text/html"))
    copy = context.new_page()
    copy.goto(page.url)
    yield copy
    context.close()

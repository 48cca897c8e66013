"""Accessibility rules that a machine can check, run in the browser by axe-core."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.rgaa import faults

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]  # rules that depend on the theme

NO_JAVASCRIPT = """() => {
    const sample = document.createElement("div");
    sample.innerHTML = "<noscript><i></i></noscript>";
    return sample.querySelector("i") !== null;
}"""
# Colours of Wagtail take a while to pass from a theme to the other. A style of the page's own would
# be refused by the rules of the site on what may be in a page.
STILL = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("*, ::before, ::after { transition: none !important }");
    document.adoptedStyleSheets.push(sheet);
}"""
IS_DARK = "matchMedia('(prefers-color-scheme: dark)').matches"
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
    """Return what breaks WCAG 2.2 AA, the good practices or the RGAA on *page*, one line each.

    Everything is checked in the theme that the page shows, then its colours in the other one.
    """
    if page.evaluate(NO_JAVASCRIPT):
        with _copy_that_axe_can_read(page) as copy:
            return [*faults(copy), *_in_both_themes(copy)]
    return [*faults(page), *_in_both_themes(page)]


def _in_both_themes(page: Page) -> list[str]:
    page.evaluate(script())
    page.evaluate(STILL)
    found = _run(page, {"type": "tag", "values": TAGS})
    here, there = ("dark", "light") if page.evaluate(IS_DARK) else ("light", "dark")
    page.emulate_media(color_scheme=there)
    found += [f"{there}: {fault}" for fault in _run(page, {"type": "rule", "values": COLOURS})]
    page.emulate_media(color_scheme=here)
    return found


def _run(page: Page, rules: dict[str, object]) -> list[str]:
    result = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", rules)
    return [
        f"{violation['id']} ({violation['help']}): {node['html'][:200]} {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


@contextmanager
def _copy_that_axe_can_read(page: Page) -> Iterator[Page]:
    """Show what *page* became without JavaScript where axe, which is JavaScript, can run."""
    html = page.evaluate(HTML_WITHOUT_SCRIPTS)
    context = page.context.browser.new_context(
        color_scheme="dark" if page.evaluate(IS_DARK) else "light",
        viewport=page.viewport_size,
        reduced_motion="reduce",
        locale="fr-FR",
    )
    context.route(page.url, lambda route: route.fulfill(body=html, content_type="text/html"))
    copy = context.new_page()
    copy.goto(page.url)
    yield copy
    context.close()

"""Accessibility rules that a machine can check, run in the browser by axe-core."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.rgaa import faults

Rules = dict[str, str | list[str]]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERYTHING: Rules = {"type": "tag", "values": TAGS}
# Rules that depend on the theme.
COLOURS: Rules = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}

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
# What shows here and did not when this was last asked, kept for the rules to be run on.
NEWLY_SHOWN = """() => {
    const shown = [...document.querySelectorAll("body *")].filter((each) => each.checkVisibility());
    window.newlyShown = shown.filter((each) => !window.shownBefore?.has(each));
    window.shownBefore = new Set(shown);
    return window.newlyShown.length;
}"""
LAID_OUT = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
RUN = """([rules, what]) => {
    const where = what ? {include: window[what]} : document;
    return axe.run(where, {runOnly: rules, resultTypes: ["violations"]});
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


def violations(page: Page, *narrower: int) -> list[str]:
    """Return what breaks WCAG 2.2 AA, the good practices or the RGAA on *page*, one line each.

    Everything is checked in the theme that the page shows, then its colours in the other one. At
    each width of *narrower*, everything is checked in the other theme, then the colours of what no
    width before did show in the first one.
    """
    if page.evaluate(NO_JAVASCRIPT):
        with _copy_that_axe_can_read(page) as copy:
            return [*faults(copy), *_at_each_width(copy, narrower)]
    return [*faults(page), *_at_each_width(page, narrower)]


def _at_each_width(page: Page, narrower: tuple[int, ...]) -> list[str]:
    page.evaluate(script())
    page.evaluate(STILL)
    here, there = ("dark", "light") if page.evaluate(IS_DARK) else ("light", "dark")
    found = _run(page, EVERYTHING)
    found += _in_theme(page, there, COLOURS)
    for width in narrower:
        page.evaluate(NEWLY_SHOWN)
        page.set_viewport_size({"width": width, "height": page.viewport_size["height"]})
        page.evaluate(LAID_OUT)
        wrong = _in_theme(page, there, EVERYTHING)
        if page.evaluate(NEWLY_SHOWN):
            wrong += _in_theme(page, here, COLOURS, "newlyShown")
        found += [f"{width} pixels: {fault}" for fault in wrong]
    page.emulate_media(color_scheme=here)
    return found


def _in_theme(page: Page, theme: str, rules: Rules, what: str = "") -> list[str]:
    page.emulate_media(color_scheme=theme)
    return [f"{theme}: {fault}" for fault in _run(page, rules, what)]


def _run(page: Page, rules: Rules, what: str = "") -> list[str]:
    result = page.evaluate(RUN, [rules, what])
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

"""Accessibility rules that a machine can check, run in the browser by axe-core."""

from functools import cache

from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def script() -> str:
    return Axe().axe_script


def violations(page: Page) -> list[str]:
    """Return what breaks WCAG 2.2 AA or the good practices on *page*, one line each."""
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

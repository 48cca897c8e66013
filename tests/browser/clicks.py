"""How many clicks something takes: those of a person, on all the pages of a tab."""

from playwright.sync_api import Page

COUNT = "addEventListener('click', (event) => { if (event.detail) sessionStorage.clicks++ }, true)"


def count_clicks(page: Page) -> None:
    """Count from now on; keys that act as a click are none."""
    page.evaluate("sessionStorage.clicks = 0")
    page.context.add_init_script(COUNT)
    page.reload()


def clicks(page: Page) -> int:
    return int(page.evaluate("sessionStorage.clicks"))

"""The map of a page, as tests wait for it."""

from playwright.sync_api import Page


def ready(page: Page) -> None:
    """Wait until the map of *page*, if it has one, shows its places."""
    if page.locator("[data-map-stage]").count():
        page.wait_for_selector("[data-map-stage][data-ready]")

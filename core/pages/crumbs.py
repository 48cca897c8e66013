"""The way from the home page to a page."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

HOME_DEPTH = 2


def crumbs_of(page: Page, request: HttpRequest) -> list[dict[str, Any]]:
    """Return title and url of the pages above *page*, the home page left out.

    No query where the address led through them (``DirectRouting``).
    """
    above: list[dict[str, Any]] = []
    while page.depth > HOME_DEPTH + 1:
        page = page.get_parent()
        above.insert(0, {"title": page.title, "url": page.get_url(request) or ""})
    return above

"""The way from the home page to a page."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

HOME_DEPTH = 2


def crumbs_of(page: Page, request: HttpRequest, *, inclusive: bool = False) -> list[dict[str, Any]]:
    """Return title and url of the pages above *page*, the home page left out.

    No query where the address led through them (``DirectRouting``).

    Args:
        inclusive: whether *page* is among them, for what is shown below it.
    """
    above: list[dict[str, Any]] = []
    page = page if inclusive else page.get_parent()
    while page.depth > HOME_DEPTH:
        above.insert(0, {"title": page.title, "url": page.get_url(request) or ""})
        page = page.get_parent()
    return above

"""Where the pages of an event stand: under the agenda, where one is open, and under its place."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from events.models import EventPage


def standing_of(request: HttpRequest, event: EventPage, *pages: Page) -> dict[str, Any]:
    """Return what ``events/_breadcrumb.html`` shows above a page, and mark the agenda in the menu.

    Args:
        pages: those between the place and the page that is shown.
    """
    request.in_agenda = True  # type: ignore[attr-defined]  # read by the context of the site

    def crumb(page: Page) -> dict[str, str | None]:
        return {"title": page.title, "url": page.get_url(request)}

    return {
        "crumbs": [crumb(page) for page in (event.place, *pages)],
        "directory": lambda: crumb(event.place.get_parent()),  # read where there is no agenda
    }

"""« /agenda/archives/ »: what has been held, the latest first."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.listing.addresses import address
from core.listing.pagination import page_of, pagination_of
from core.listing.titles import title_of
from core.text.french import capitalised
from events.search.events import EventSearch
from events.search.tallies import past_total

from .agenda import ARCHIVES, PER_PAGE
from .cards import by_day, cards_of_page
from .proposals import said

if TYPE_CHECKING:
    from events.models import AgendaPage


@require_safe
def archives(request: HttpRequest, page: "AgendaPage") -> HttpResponse:
    """Show the dates that are over and fit the filters of the address, whatever the days."""
    search = EventSearch.read(request.GET).lasting()
    base = page.get_url(request) or ""
    here = f"{base}{ARCHIVES}"
    asked = search.pairs
    total, more = past_total(search)
    shown = page_of(search.past(), search.page, total, PER_PAGE)
    return render(
        request,
        "events/archives.html",
        {
            "page": page,
            "crumbs": [{"title": page.title, "url": base}],
            "agenda_url": address(base, asked),
            "heading": _heading(total, more=more),
            "title": title_of(search, "Dates passées", said=()),
            "tags": search.tags(here),
            "days": by_day(cards_of_page(shown, request, search.near.centre), from_today=False),
            "pagination": pagination_of(shown, here, asked),
        },
    )


def _heading(total: int, *, more: bool) -> str:
    said_total = capitalised(said(total, more=more))
    return f"{said_total} passée{'s' if total > 1 else ''}" if total else ""

"""« /agenda/integree/ » and « /agenda/integrer/ »: the next dates on the page of another site."""

from typing import TYPE_CHECKING, Any

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.listing.addresses import address
from core.listing.facets import facets_shown
from core.pages.embedding import embeddable, snippet
from directory.finder import finder_values, radii, suggestions_url
from directory.models import DirectoryPage
from directory.search.near import ALONE
from directory.search.poles import published_poles
from directory.views.map_snippet import HEIGHTS, read_height
from events.channels import filters
from events.dates import DateLine, lines_under
from events.models import Occurrence
from events.search.events import EventSearch
from events.search.named import PlacesFilter, PolesFilter

from .channels import Followed, followed_by

if TYPE_CHECKING:
    from events.models import AgendaPage

SHOWN = 20  # dates in the frame


@require_safe
@embeddable
def embedded_agenda(request: HttpRequest, page: "AgendaPage") -> HttpResponseBase:
    """Show the next dates, alone, for the page of another site: no cookie, no script."""
    followed = followed_by(request, page)
    context = {
        "heading": heading_of(followed.said),
        "dates": _dates(followed),
        "agenda_url": followed.page_url,
    }
    return render(request, "events/embedded_agenda.html", context)


@require_safe
def agenda_snippet(request: HttpRequest, page: "AgendaPage") -> HttpResponseBase:
    """Show a form, the lines that it comes to, and the agenda as they show it."""
    search = filters.read(filters.typed(request.GET))
    base = page.get_url(request) or ""
    height, notices = read_height(request.GET)
    embedded_url = address(f"{base}integree/", filters.followed(search))
    heading = heading_of(filters.said(search))
    context = {
        "crumbs": [
            {"title": page.title, "url": base},
            {"title": "Suivre l’agenda", "url": f"{base}suivre/"},
        ],
        "notices": [*search.notices, *notices],
        "finder": finder_values(search.near),
        "suggestions_url": suggestions_url(base),
        "radii": radii(search.near.radius, ALONE),
        "facets": _facets(search),
        "heights": [{"value": str(px), "selected": px == height} for px in HEIGHTS],
        "height": str(height),
        "frame_title": heading,
        "embedded_url": embedded_url,
        "snippet": snippet(request.build_absolute_uri(embedded_url), heading, height),
    }

    @csp_update({"frame-src": ["'self'"]})
    def whole(request: HttpRequest) -> HttpResponse:
        return render(request, "events/agenda_snippet.html", context)

    return whole(request)


def heading_of(names: list[str]) -> str:
    """Say what the frame holds, which *names* tell: its name for who does not see it."""
    return " – ".join(["Prochaines dates de l’agenda", *names])


def _dates(followed: Followed) -> list[DateLine]:
    directory = DirectoryPage.open_to_all()
    if directory is None:
        return []
    coming = followed.dates.upcoming()[:SHOWN]
    return lines_under(directory.get_full_url(followed.request) or "", coming)


def _facets(search: EventSearch) -> list[dict[str, Any]]:
    """Return what may be ticked: the closed lists of the agenda, the pôles, places with dates."""
    asked = {place.slug: place.title for place in search.places}
    places = asked | Occurrence.objects.published().upcoming().places()
    poles = {pole.slug: pole.title for pole in published_poles()}
    return facets_shown(
        [PlacesFilter(), PolesFilter(), *search.closed_lists()],
        {**search.known, "lieu": places, "pole": poles},
        {**search.chosen, "lieu": list(asked), "pole": [pole.slug for pole in search.poles]},
    )

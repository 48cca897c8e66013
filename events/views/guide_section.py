"""Dates of workshops, for who asks for one in the guided way of the directory."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from core.listing.addresses import address
from core.text.elision import of
from directory.search.places import PlaceSearch
from events.models import AgendaPage
from events.search.events import EventSearch

from .cards import by_day, cards_of

NEED = "atelier"  # the need that dates answer (directory.guide.needs)
SHOWN = 5


def guide_section(asked: PlaceSearch, request: HttpRequest) -> SafeString:
    """Write the next dates that are held near where *asked* looks; nothing for another need."""
    if asked.need is None or asked.need.slug != NEED:
        return SafeString()
    agenda = AgendaPage.open_to_all()
    search = EventSearch({"commune": asked.near})
    centre = asked.near.centre
    days = by_day(cards_of(search.upcoming().held()[:SHOWN], request, centre))
    if agenda is None or not days:
        return SafeString()
    return render_to_string(
        "events/guide_section.html",
        {
            "days": days,
            "where": f"près {of(centre.name)}" if centre else "",
            "agenda_address": address(agenda.get_url(request) or "", search.pairs),
        },
        request,
    )

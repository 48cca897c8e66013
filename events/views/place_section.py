"""What the sheet of a place shows of the agenda: its next dates."""

from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from directory.models import PlacePage
from directory.search.addresses import address
from events.addresses import agenda_url
from events.dates import lines_under
from events.freshness import kept
from events.models import Occurrence

SHOWN_DATES = 5


def place_section(place: PlacePage, request: HttpRequest, moment: datetime) -> SafeString:
    """Write « Prochains rendez-vous »; empty for a place that has none."""
    asked = place.pk, request.get_host(), request.is_secure(), moment.date()
    return kept("place", asked, lambda: _section(place, request, moment))


def _section(place: PlacePage, request: HttpRequest, moment: datetime) -> SafeString:
    coming = Occurrence.objects.published().upcoming(moment).filter(place=place)
    lines = lines_under(place.get_parent().get_url(request) or "", coming[:SHOWN_DATES])
    if not lines:
        return SafeString()
    agenda = agenda_url(request)
    return render_to_string(
        "events/place_section.html",
        {
            "dates": [replace(line, where="") for line in lines],  # the sheet says where
            "agenda_url": address(agenda, [("lieu", place.slug)]) if agenda else "",
        },
    )

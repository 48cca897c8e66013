"""What the sheet of a place shows of the agenda: its next dates."""

from dataclasses import replace
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from directory.models import PlacePage
from directory.querysets import PlaceQuerySet
from directory.search.addresses import address
from events.addresses import agenda_url
from events.dates import lines_under
from events.freshness import kept
from events.models import Occurrence

SHOWN_DATES = 5


def place_section(place: PlacePage, request: HttpRequest, moment: datetime) -> SafeString:
    """Write « Prochains rendez-vous »; empty for a place that has none."""
    if place.pk not in _places_with_dates(moment):
        return SafeString()
    asked = place.pk, request.get_host(), request.is_secure(), moment.date()
    return kept("place", asked, lambda: _section(place, request, moment))


def _places_with_dates(moment: datetime) -> frozenset[int]:
    """Return the ids of the places that have a date to come: the others then cost no query."""
    return kept("places", moment.date(), lambda: frozenset(_read_places_with_dates(moment)))


def _read_places_with_dates(moment: datetime) -> PlaceQuerySet:
    coming = Occurrence.objects.published().upcoming(moment).filter(place=OuterRef("pk"))
    places = PlacePage.objects.filter(Exists(coming.order_by()))
    return places.order_by().values_list("pk", flat=True)


def _section(place: PlacePage, request: HttpRequest, moment: datetime) -> SafeString:
    coming = Occurrence.objects.published().upcoming(moment).filter(place=place)
    lines = lines_under(place.get_parent().get_url(request) or "", coming[:SHOWN_DATES])
    agenda = agenda_url(request)
    return render_to_string(
        "events/place_section.html",
        {
            "dates": [replace(line, where="") for line in lines],  # the sheet says where
            "agenda_url": address(agenda, [("lieu", place.slug)]) if agenda else "",
        },
    )

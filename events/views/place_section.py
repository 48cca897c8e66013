"""The next dates of a place: on its sheet, and on its card on the map."""

from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from directory.models import PlacePage
from events.dates import lines_under
from events.models import Occurrence

SHEET_DATES, MAP_DATES = 5, 3


def place_section(place: PlacePage, request: HttpRequest, moment: datetime) -> SafeString:
    """Write « Prochains rendez-vous » for the sheet; empty for a place that has none."""
    return _section("events/place_section.html", SHEET_DATES, place, request, moment)


def map_section(place: PlacePage, request: HttpRequest, moment: datetime) -> SafeString:
    """Write the same for the map, where there is less room."""
    return _section("events/map_section.html", MAP_DATES, place, request, moment)


def _section(
    template: str, number: int, place: PlacePage, request: HttpRequest, moment: datetime
) -> SafeString:
    """Write the first *number* dates to come with *template*, or nothing."""
    # By its id, which a new sheet in a preview has not.
    coming = Occurrence.objects.in_directory().upcoming(moment).at_place(place.pk)
    lines = lines_under(place.get_parent().get_url(request) or "", coming[:number])
    if not lines:
        return SafeString()
    dates = [replace(line, where="") for line in lines]  # the page says where
    return render_to_string(template, {"dates": dates, "place": place}, request)

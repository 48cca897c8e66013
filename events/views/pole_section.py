"""The next dates in the territory of a pôle de proximité, on its page."""

from datetime import datetime

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from directory.models import PolePage
from directory.querysets import PlaceQuerySet
from events.dates import lines_under
from events.models import Occurrence

SHOWN = 8


def pole_section(
    pole: PolePage,
    places: PlaceQuerySet,
    directory_url: str,
    request: HttpRequest,
    moment: datetime,
) -> SafeString:
    """Write the next dates that are held at *places*; empty where none is."""
    coming = Occurrence.objects.in_directory().upcoming(moment).held().at_places(places)
    dates = lines_under(directory_url, coming[:SHOWN])
    if not dates:
        return SafeString()
    return render_to_string("events/pole_section.html", {"dates": dates, "pole": pole}, request)

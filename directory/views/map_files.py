"""« /annuaire/carte/*.json »: what the maps of this site and of others are drawn from."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core.pages.files import WrittenFile, send_file
from directory.hours import ChosenDay
from directory.map.background import background_file
from directory.map.openings import day_file, openings_file
from directory.map.places import places_file

MINUTE, DAY = 60, 86_400  # seconds
GEOJSON, JSON = "application/geo+json", "application/json"

# Name in the address: what makes the file, what it is, how long a copy may serve unasked.
FILES: dict[str, tuple[Callable[[QueryDict], WrittenFile], str, int]] = {
    "lieux": (lambda _: places_file(), GEOJSON, MINUTE),
    "ouvertures": (lambda asked: _openings(asked.get("jour", "")), JSON, MINUTE),
    "fond": (lambda _: background_file(), GEOJSON, DAY),
}


@require_safe
def map_file(request: HttpRequest, page: Page, name: str) -> HttpResponseBase:
    """Send the file *name*, or 304 to who has it already.

    Raises:
        Http404: there is no such file.
    """
    if name not in FILES:
        raise Http404
    make, content_type, seconds = FILES[name]
    lasting = f"public, max-age={seconds}, stale-while-revalidate={seconds}"
    return send_file(request, make(request.GET), content_type, {"Cache-Control": lasting})


def _openings(typed: str) -> WrittenFile:
    """Return the hours of the day that is *typed*; the states of now where it is none."""
    now = timezone.localtime()
    chosen = ChosenDay.read(typed, now.date())
    return day_file(chosen.day) if chosen else openings_file(now)

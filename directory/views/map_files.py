"""« /annuaire/carte/*.json »: what the maps of this site and of others are drawn from."""

from collections.abc import Callable

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core.pages.files import WrittenFile, send_file
from directory.map.background import background_file
from directory.map.openings import openings_file
from directory.map.places import places_file

MINUTE, DAY = 60, 86_400  # seconds
GEOJSON, JSON = "application/geo+json", "application/json"

# Name in the address: what makes the file, what it is, how long a copy may serve unasked.
FILES: dict[str, tuple[Callable[[], WrittenFile], str, int]] = {
    "lieux": (places_file, GEOJSON, MINUTE),
    "ouvertures": (lambda: openings_file(timezone.localtime()), JSON, MINUTE),
    "fond": (background_file, GEOJSON, DAY),
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
    return send_file(request, make(), content_type, {"Cache-Control": lasting})

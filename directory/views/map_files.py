"""« /annuaire/carte/*.json »: what the maps of this site and of others are drawn from."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import condition, require_safe

from directory.map.answer import Answer
from directory.map.background import background_file
from directory.map.openings import openings_file
from directory.map.places import places_file

MINUTE, DAY = 60, 86_400  # seconds
GEOJSON, JSON = "application/geo+json", "application/json"

# Name in the address: what makes the file, what it is, how long a copy may serve unasked.
FILES: dict[str, tuple[Callable[[], Answer], str, int]] = {
    "lieux": (places_file, GEOJSON, MINUTE),
    "ouvertures": (lambda: openings_file(timezone.localtime()), JSON, MINUTE),
    "fond": (background_file, GEOJSON, DAY),
}


@require_safe
def map_file(request: HttpRequest, name: str) -> HttpResponse:
    """Send the file *name*, or 304 to who has it already.

    Raises:
        Http404: there is no such file.
    """
    if name not in FILES:
        raise Http404
    make, content_type, seconds = FILES[name]
    file = make()

    @condition(etag_func=lambda request: file.etag)
    def whole(request: HttpRequest) -> HttpResponse:
        return HttpResponse(file.body, content_type=content_type)

    response = whole(request)
    response["Cache-Control"] = f"public, max-age={seconds}, stale-while-revalidate={seconds}"
    return response

"""« /annuaire/<lieu>/sur-la-carte/ »: what other apps add to the card of a place on the map."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail import hooks

from core.pages.files import file_of, send_file

if TYPE_CHECKING:
    from directory.models import PlacePage

ROUTE = "sur-la-carte/"  # under each place, asked when it is open on the map
HOOK = "directory_map_section"
CONTENT_TYPE = "text/html; charset=utf-8"
HEADERS = {
    "Cache-Control": "public, no-cache",  # what is cancelled shows at the next reading
    "X-Robots-Tag": "noindex",
}


def sections_route() -> str:
    """Return where the map asks for more of a place; empty when no app has anything to add."""
    return ROUTE if hooks.get_hooks(HOOK) else ""


@require_safe
def map_sections(request: HttpRequest, place: "PlacePage") -> HttpResponseBase:
    """Send a fragment of a page, empty where there is nothing, or 304 to who has it already.

    Each function of the hook « directory_map_section » takes the place, the request and the moment,
    and returns a section or an empty text. What it reads is not of the directory: it keeps it
    itself.
    """
    moment = timezone.localtime()
    found = (add(place, request, moment) for add in hooks.get_hooks(HOOK))
    return send_file(request, file_of("".join(found).encode()), CONTENT_TYPE, HEADERS)

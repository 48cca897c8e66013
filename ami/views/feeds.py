"""« /appels/rss.xml » and « /appels/atom.xml »: the calls that are open."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from ami.feeds import write
from ami.search import open_calls
from core.pages.feeds import CONTENT_TYPES, HEADERS, Heading
from core.pages.files import file_of, send_file

if TYPE_CHECKING:
    from ami.models import CallsPage


@require_safe
def feed(request: HttpRequest, page: "CallsPage", route: str) -> HttpResponseBase:
    """Send the feed, or 304 to who has it already."""
    url = page.get_full_url(request) or ""
    name = f"{page.title} – {settings.REGION.network}"
    heading = Heading(name, "appels", url, f"{url}{route}")
    calls = open_calls(page.get_url(request) or "")
    body = write(route, heading, calls, lambda call: call.get_full_url(request) or "")
    return send_file(request, file_of(body), CONTENT_TYPES[route], HEADERS)

"""« rss.xml » and « atom.xml » of the calls: those that may be answered now."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from ami.search import open_calls
from core.pages.feeds import CONTENT_TYPES, HEADERS, Heading
from core.pages.files import file_of, send_file

if TYPE_CHECKING:
    from ami.models import CallsPage
from collections.abc import Callable

from ami.models import CallPage
from ami.search import ListedCall
from core.pages import feeds
from core.text.cleaning import writable


def write(
    route: str,
    heading: feeds.Heading,
    calls: list[ListedCall],
    url_of: Callable[[CallPage], str],
) -> bytes:
    """Return a feed of the open *calls*; *url_of* gives the address of one.

    A call that opens again, at other dates, is news again.
    """
    feed = feeds.begin(route, heading, "Les appels auxquels on peut répondre maintenant.")
    for listed in calls:
        call = listed.call
        feed.add_item(
            title=writable(call.title),
            link=url_of(call),
            description=writable(f"{call.summary} {listed.announcement.dates}."),
            unique_id=feeds.tag(heading.page_url, f"appel/{call.pk}/{call.opens_at:%Y%m%dT%H%M}"),
            unique_id_is_permalink=False,
            pubdate=call.opens_at,
            updateddate=max(filter(None, (call.opens_at, call.last_published_at))),
            categories=[call.call_kind.label],
        )
    return feeds.written(feed)


@require_safe
def feed(request: HttpRequest, page: "CallsPage", route: str) -> HttpResponseBase:
    """Send the feed, or 304 to who has it already."""
    url = page.get_full_url(request) or ""
    name = f"{page.title} – {settings.REGION.network}"
    heading = Heading(name, "appels", url, f"{url}{route}")
    calls = open_calls(page.get_url(request) or "")
    body = write(route, heading, calls, lambda call: call.get_full_url(request) or "")
    return send_file(request, file_of(body), CONTENT_TYPES[route], HEADERS)

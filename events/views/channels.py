"""« agenda.ics », « rss.xml », « atom.xml », « evenements.json »: the agenda, or one event.

And « evenements.schema.json », which says the shape of the last one.
"""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core.calendars import CONTENT_TYPE as CALENDAR
from core.listing.addresses import Pairs, address
from core.pages import feeds
from core.pages.files import WrittenFile, file_of, send_file
from events.channels import calendar, filters, news, open_agenda
from events.channels.selection import date_alone, entries, find
from events.models import EventPage, Occurrence
from events.querysets import OccurrenceQuerySet
from events.search.events import EventSearch

CONTENT_TYPES = {
    "agenda.ics": CALENDAR,
    **feeds.CONTENT_TYPES,
    "evenements.json": open_agenda.CONTENT_TYPE,
}
SCHEMA = "evenements.schema.json"  # beside the data of the agenda
NOT_UNDERSTOOD = "filtre inconnu"  # in the name of a channel, which then holds nothing


@dataclass(frozen=True)
class Followed:
    """What a channel follows: the agenda, what *asked* keeps of it, or one event."""

    page: Page
    request: HttpRequest
    asked: Pairs = field(default_factory=list)

    @property
    def dates(self) -> OccurrenceQuerySet:
        if isinstance(self.page, EventPage):
            return Occurrence.objects.published().of_event(self.page)
        return find(self.search)

    @cached_property
    def search(self) -> EventSearch:
        return filters.read(self.asked)

    @property
    def said(self) -> list[str]:
        """What is kept of the agenda, in French."""
        if not self.asked:
            return []
        unknown = [NOT_UNDERSTOOD] if self.search.ignored else []
        return [*filters.said(self.search), *unknown]

    @property
    def name(self) -> str:
        """How calendars and readers name it."""
        names = [self.page.title, ", ".join(self.said), settings.REGION.network]
        return " – ".join(filter(None, names))

    @property
    def key(self) -> str:
        """What names it whatever its address becomes."""
        if isinstance(self.page, EventPage):
            return self.page.uid
        return f"agenda-{self.page.pk}?{urlencode(self.asked)}"

    @property
    def page_url(self) -> str:
        return address(self.base_url, self.asked)

    @cached_property
    def base_url(self) -> str:
        return self.url_of(self.page)

    def url(self, route: str) -> str:
        """Return the absolute address of a channel."""
        return address(f"{self.base_url}{route}", self.asked)

    def addresses(self) -> dict[str, str]:
        """Return where each channel is, « webcal » opening the calendar in an application."""
        calendar_url = self.url("agenda.ics")
        return {
            "calendar": calendar_url,
            "webcal": webcal(calendar_url),
            "rss": self.url("rss.xml"),
            "atom": self.url("atom.xml"),
            "json": self.url("evenements.json"),
        }

    def url_of(self, page: Page) -> str:
        return page.get_full_url(self.request) or ""


def webcal(url: str) -> str:
    """Return the same address for calendars: a phone then subscribes instead of downloading."""
    return f"webcal:{url.partition(':')[2]}"


def followed_by(request: HttpRequest, page: Page) -> Followed:
    """Return what the channels of *page* follow; an event has no filter."""
    asked = [] if isinstance(page, EventPage) else filters.typed(request.GET)
    return Followed(page, request, asked)


@require_safe
def channel(request: HttpRequest, page: Page, route: str) -> HttpResponseBase:
    """Send a channel of the agenda or of an event, or 304 to who has it already."""
    try:
        file = _file(followed_by(request, page), route)
    except open_agenda.BadCursor:
        message = "Le paramètre «\u00a0after\u00a0» n’est pas celui d’une réponse précédente."
        return JsonResponse({"message": message}, status=400, headers=feeds.HEADERS)

    response = send_file(request, file, CONTENT_TYPES[route], feeds.HEADERS)
    if route == "evenements.json" and not isinstance(page, EventPage):
        response["Link"] = f'<{page.get_url(request)}{SCHEMA}>; rel="describedby"'  # RFC 8288
    return response


@require_safe
def date_calendar(request: HttpRequest, page: EventPage, pk: int) -> HttpResponseBase:
    """Send one date of an event, for the calendar of who comes that day."""
    entry = date_alone(page, pk)
    if entry is None:
        raise Http404
    followed = followed_by(request, page)
    file = file_of(calendar.write_date(entry, followed.name, followed.url_of))
    return send_file(request, file, CALENDAR, feeds.HEADERS)


@require_safe
def schema(request: HttpRequest, page: Page) -> HttpResponseBase:
    """Send what says the shape of « evenements.json », or 304 to who has it already."""
    file = file_of(open_agenda.schema())
    return send_file(request, file, open_agenda.SCHEMA_CONTENT_TYPE, feeds.HEADERS)


def _file(followed: Followed, route: str) -> WrittenFile:
    """Return what is sent."""
    if route == "evenements.json":
        params = followed.request.GET
        return _json(followed, open_agenda.read_size(params), open_agenda.read_cursor(params))
    make = _calendar if route == "agenda.ics" else _feed
    return make(followed, route)


def _calendar(followed: Followed, route: str) -> WrittenFile:
    return file_of(calendar.write(entries(followed.dates), followed.name, followed.url_of))


def _feed(followed: Followed, route: str) -> WrittenFile:
    heading = feeds.Heading(followed.name, followed.key, followed.page_url, followed.url(route))
    return file_of(news.write(route, heading, followed.dates, followed.url_of))


def _json(followed: Followed, size: int, after: open_agenda.Cursor | None) -> WrittenFile:
    return file_of(open_agenda.write(followed.dates, size, after, followed.url_of))

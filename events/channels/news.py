"""« rss.xml » and « atom.xml »: the next dates, for feed readers and other sites."""

from urllib.parse import quote

from core.pages import feeds
from core.text.cleaning import writable
from core.text.french import time_of_day, weekday_date
from events.models import EventPage, Occurrence
from events.querysets import OccurrenceQuerySet
from events.recurrence import from_moment

from . import wording
from .calendar import UrlOf
from .selection import DEFERRED, RELATED, themes_of

ITEMS = 50


def write(route: str, heading: feeds.Heading, dates: OccurrenceQuerySet, url_of: UrlOf) -> bytes:
    """Return a feed of the next of *dates*; *url_of* gives the address of an event."""
    feed = feeds.begin(route, heading, f"Les {ITEMS} prochaines dates.")
    coming = list(dates.upcoming()[:ITEMS].whole(*RELATED).defer(*DEFERRED))
    themes = themes_of([date.event_id for date in coming])
    for date in coming:
        event = date.event
        feed.add_item(
            title=f"{wording.title(event, date)} – {said(date)}",
            link=url_of(event),
            description=wording.description_html(event, date.place, date),
            unique_id=tag(event, date, heading.page_url),
            unique_id_is_permalink=False,
            pubdate=date.updated_at,
            updateddate=date.updated_at,
            categories=list(map(writable, [event.kind_label, *themes.get(event.pk, [])])),
        )
    return feeds.written(feed)


def said(date: Occurrence) -> str:
    """Say when and where: « mardi 1er décembre à 14 h, Caen »."""
    start = from_moment(date.starts_at)
    day = weekday_date(start.date(), with_year=True)
    return f"{day} à {time_of_day(start)}, {date.place.commune.name}"


def tag(event: EventPage, date: Occurrence, page_url: str) -> str:
    """Return what names *date* for ever, whatever the address of its page."""
    start = from_moment(date.original_start)
    return feeds.tag(page_url, f"{quote(event.uid, safe='')}/{start:%Y%m%dT%H%M}")

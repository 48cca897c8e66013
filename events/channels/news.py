"""« rss.xml » and « atom.xml »: the next dates, for feed readers and other sites."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from core.text.cleaning import writable
from core.text.french import time_of_day, weekday_date
from events.models import EventPage, Occurrence
from events.querysets import OccurrenceQuerySet
from events.recurrence import from_moment

from . import wording
from .calendar import UrlOf
from .selection import DEFERRED, RELATED, themes_of

ITEMS = 50
FORMATS: dict[str, type[SyndicationFeed]] = {"rss.xml": Rss201rev2Feed, "atom.xml": Atom1Feed}
TAG_YEAR = 2026  # of the identifiers (RFC 4151): never changes, or readers would see all anew


@dataclass(frozen=True)
class Heading:
    """How a feed is named, what names it for ever, the address of what it follows, and its own."""

    name: str
    key: str
    page_url: str
    feed_url: str


def write(
    kind: type[SyndicationFeed], heading: Heading, dates: OccurrenceQuerySet, url_of: UrlOf
) -> bytes:
    """Return a feed of the next of *dates*; *url_of* gives the address of an event."""
    feed = kind(
        title=writable(heading.name),
        link=heading.page_url,
        description=f"Les {ITEMS} prochaines dates.",
        language="fr",
        feed_url=heading.feed_url,
        feed_guid=tag_of(heading.key, heading.page_url),
    )
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
    return feed.writeString("utf-8").encode()


def said(date: Occurrence) -> str:
    """Say when and where: « mardi 1er décembre à 14 h, Caen »."""
    start = from_moment(date.starts_at)
    day = weekday_date(start.date(), with_year=True)
    return f"{day} à {time_of_day(start)}, {date.place.commune.name}"


def tag(event: EventPage, date: Occurrence, page_url: str) -> str:
    """Return what names *date* for ever, whatever the address of its page."""
    start = from_moment(date.original_start)
    return f"{tag_of(event.uid, page_url)}/{start:%Y%m%dT%H%M}"


def tag_of(key: str, page_url: str) -> str:
    """Return *key* as an identifier that belongs to the site of *page_url* (RFC 4151)."""
    return f"tag:{urlsplit(page_url).hostname},{TAG_YEAR}:{quote(key, safe='')}"

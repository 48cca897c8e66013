"""« rss.xml » and « atom.xml »: what is new, for feed readers and other sites."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from core.text.cleaning import writable

FORMATS: dict[str, type[SyndicationFeed]] = {"rss.xml": Rss201rev2Feed, "atom.xml": Atom1Feed}
CONTENT_TYPES = {
    "rss.xml": "application/rss+xml; charset=utf-8",
    "atom.xml": "application/atom+xml; charset=utf-8",
}
HEADERS = {  # other sites may read it; what changes shows at the next reading
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link",
    "Cache-Control": "public, no-cache",
}
TAG_YEAR = 2026  # of the identifiers (RFC 4151): never changes, or readers would see all anew


@dataclass(frozen=True)
class Heading:
    """How a feed is named, what names it for ever, the address of what it follows, and its own."""

    name: str
    key: str
    page_url: str
    feed_url: str


def begin(route: str, heading: Heading, description: str) -> SyndicationFeed:
    """Return an empty feed of the format of *route*."""
    return FORMATS[route](
        title=writable(heading.name),
        link=heading.page_url,
        description=description,
        language="fr",
        feed_url=heading.feed_url,
        feed_guid=tag(heading.page_url, quote(heading.key, safe="")),
    )


def tag(page_url: str, name: str) -> str:
    """Return what names an item for ever, whatever the address of its page (RFC 4151)."""
    return f"tag:{urlsplit(page_url).hostname},{TAG_YEAR}:{name}"


def written(feed: SyndicationFeed) -> bytes:
    """Return *feed* as it is sent."""
    return str(feed.writeString("utf-8")).encode()

"""« rss.xml » and « atom.xml » of the calls: those that may be answered now."""

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

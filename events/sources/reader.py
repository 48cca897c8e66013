"""From bytes to events, whatever the format."""

import json
import logging
from collections.abc import Iterator

from core.failures import where_failed

from . import icalendar_items, open_agenda_items
from .item import Found, Item, Unreadable, check_number, check_texts

MOST_BYTES = 500_000

logger = logging.getLogger(__name__)


def read_events(content: bytes) -> Iterator[tuple[str, Item | Unreadable]]:
    """Yield (identifier, event) for each event of *content*, or why it cannot be taken.

    Raises:
        Unreadable: neither iCalendar nor OpenAgenda-shaped JSON, or too long: nothing is taken.
    """
    if len(content) > MOST_BYTES:
        raise Unreadable(f"Le fichier dépasse {MOST_BYTES // 1000}\u00a0ko.")
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.upper().startswith(b"BEGIN:VCALENDAR"):
        found = icalendar_items.find(start)
    else:
        found = open_agenda_items.find(_json(start))
    read = [each for event in found for each in _read(event)]
    check_number(read)
    yield from read


def _read(found: Found) -> Iterator[tuple[str, Item | Unreadable]]:
    """Yield the events that *found* makes; whatever goes wrong with it costs no other."""
    try:
        for item in found.read():
            check_texts(item)
            yield item.uid, item
    except Unreadable as reason:
        yield found.uid, Unreadable(str(reason), found.title)
    except (ValueError, TypeError, AttributeError, KeyError, OverflowError):
        yield found.uid, Unreadable("une de ses valeurs ne peut pas être lue", found.title)
    except Exception as error:  # noqa: BLE001  (it costs that event alone)
        logger.error("an event of another site was not read: %s", where_failed(error))
        yield found.uid, Unreadable("une erreur imprévue empêche de le lire", found.title)


def _json(content: bytes) -> object:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise Unreadable("Ce n’est ni un calendrier iCalendar, ni du JSON.") from None

"""From bytes to events, whatever the format."""

import json
import logging

from core.logs import where_failed

from . import icalendar_items, open_agenda_items
from .item import Found, Item, Source, Unreadable, check_number, check_texts

MOST_BYTES = 500_000

logger = logging.getLogger(__name__)


def read_events(content: bytes) -> Source:
    """Return what *content* tells; of an event that cannot be taken, why.

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
    read = [(event.uid, _read(event)) for event in found.events]
    check_number([item for _, told in read if isinstance(told, list) for item in told])
    return Source(read, found.is_whole, found.warnings)


def _read(found: Found) -> list[Item] | Unreadable:
    """Return the items that *found* makes; whatever goes wrong with it costs no other."""
    try:
        items = list(found.read())
        for item in items:
            check_texts(item)
    except Unreadable as reason:
        return reason.of(found.title)
    except (ValueError, TypeError, AttributeError, KeyError, OverflowError):
        return Unreadable("une de ses valeurs ne peut pas être lue", found.title)
    except Exception as error:  # noqa: BLE001  (it costs that event alone)
        logger.error("an event of another site was not read: %s", where_failed(error))
        return Unreadable("une erreur imprévue empêche de le lire", found.title)
    return items


def _json(content: bytes) -> object:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise Unreadable("Ce n’est ni un calendrier iCalendar, ni du JSON.") from None

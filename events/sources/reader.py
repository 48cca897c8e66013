"""From bytes to events, whatever the format."""

import json
from collections.abc import Iterator

from . import icalendar_items, open_agenda_items
from .item import Item, Unreadable

MOST_BYTES = 500_000
MOST_ITEMS = 366


def read_events(content: bytes) -> Iterator[tuple[str, Item | Unreadable]]:
    """Yield (identifier, event) for each event of *content*, or why it cannot be taken.

    Raises:
        Unreadable: neither iCalendar nor OpenAgenda-shaped JSON, or too long: nothing is taken.
    """
    if len(content) > MOST_BYTES:
        raise Unreadable(f"Le fichier dépasse {MOST_BYTES // 1000}\u00a0ko.")
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.upper().startswith(b"BEGIN:VCALENDAR"):
        items = icalendar_items.items_of(start)
    else:
        items = open_agenda_items.items_of(_json(start))
    found = list(items)
    if len(found) > MOST_ITEMS:
        raise Unreadable(f"Le fichier contient plus de {MOST_ITEMS} événements.")
    yield from found


def _json(content: bytes) -> object:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise Unreadable("Ce n’est ni un calendrier iCalendar, ni du JSON.") from None

"""Events told by other sites, read from iCalendar or OpenAgenda-shaped JSON; no database here.

What is read, what is refused and what is said: docs/decisions/0033-events-of-other-sites.md.
"""

from .item import (
    MOST_ITEMS,
    DateOverride,
    Item,
    NotPublic,
    Removed,
    Source,
    Unreadable,
)
from .reader import MOST_BYTES, read_events

__all__ = [
    "MOST_BYTES",
    "MOST_ITEMS",
    "DateOverride",
    "Item",
    "NotPublic",
    "Removed",
    "Source",
    "Unreadable",
    "read_events",
]

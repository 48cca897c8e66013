"""Events told by other sites, read from iCalendar or OpenAgenda-shaped JSON; no database here."""

from .item import MOST_ITEMS, DateOverride, Item, Unreadable
from .reader import MOST_BYTES, read_events

__all__ = ["MOST_BYTES", "MOST_ITEMS", "DateOverride", "Item", "Unreadable", "read_events"]

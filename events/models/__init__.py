"""Data of the agenda. One file per family; import from here."""

from .agenda import AgendaPage
from .event import EventPage
from .occurrence import Occurrence
from .registration import News, Registration
from .subscription import Subscription
from .template import WorkshopTemplate
from .theme import EventTheme, Theme
from .word import EventWord

__all__ = [
    "AgendaPage",
    "EventPage",
    "EventTheme",
    "EventWord",
    "News",
    "Occurrence",
    "Registration",
    "Subscription",
    "Theme",
    "WorkshopTemplate",
]

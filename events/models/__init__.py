"""Data of the agenda. One file per family; import from here."""

from .agenda import AgendaPage
from .event import EventPage
from .occurrence import Occurrence
from .subscription import Subscription
from .template import WorkshopTemplate
from .theme import EventTheme, Theme
from .word import EventWord

__all__ = [
    "AgendaPage",
    "EventPage",
    "EventTheme",
    "EventWord",
    "Occurrence",
    "Subscription",
    "Theme",
    "WorkshopTemplate",
]

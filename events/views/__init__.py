"""What the pages of the agenda show. One address each; import from here."""

from .agenda import agenda
from .event import event_context, poster

__all__ = ["agenda", "event_context", "poster"]

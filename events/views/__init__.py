"""What the pages of the agenda show. One address each; import from here."""

from .agenda import agenda
from .archives import archives
from .channels import channel
from .event import event_context, poster
from .letter import confirmation, leaving, letter

__all__ = [
    "agenda",
    "archives",
    "channel",
    "confirmation",
    "event_context",
    "leaving",
    "letter",
    "poster",
]

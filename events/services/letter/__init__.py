"""The weekly letter: asked for, confirmed, sent once, left in one click."""

from .sending import Sent, send_letters
from .subscriptions import CONSENT, ask, confirm, erase_forgotten, leave

__all__ = [
    "CONSENT",
    "Sent",
    "ask",
    "confirm",
    "erase_forgotten",
    "leave",
    "send_letters",
]

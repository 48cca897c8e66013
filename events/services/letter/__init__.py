"""The weekly letter: asked for, confirmed, sent once, left in one click."""

from .sending import Round, send_letters
from .subscriptions import CONSENT, TooManyRequests, ask, confirm, erase_forgotten, leave

__all__ = [
    "CONSENT",
    "Round",
    "TooManyRequests",
    "ask",
    "confirm",
    "erase_forgotten",
    "leave",
    "send_letters",
]

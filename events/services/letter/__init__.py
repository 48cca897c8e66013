"""The weekly letter: asked for, confirmed, sent once, left in one click."""

from .sending import Round, send_letters
from .subscriptions import CONSENT, TooManyRequests, ask, confirm, leave

__all__ = [
    "CONSENT",
    "Round",
    "TooManyRequests",
    "ask",
    "confirm",
    "leave",
    "send_letters",
]

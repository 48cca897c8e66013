"""The weekly letter: asked for, confirmed, sent once, left in one click."""

from .sending import Round, send_letters
from .subscriptions import CONSENT, ask, confirm, leave

__all__ = [
    "CONSENT",
    "Round",
    "ask",
    "confirm",
    "leave",
    "send_letters",
]

"""The weekly letter: asked for, confirmed, sent once, left in one click."""

from .sending import Round, send_letters
from .subscriptions import CONSENT, TO_CONFIRM, ask, confirm, leave, to_confirm, to_leave

__all__ = [
    "CONSENT",
    "TO_CONFIRM",
    "Round",
    "ask",
    "confirm",
    "leave",
    "send_letters",
    "to_confirm",
    "to_leave",
]

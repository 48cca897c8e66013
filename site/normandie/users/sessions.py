"""Where an account is open, since when, and closing it there."""

from typing import Any

from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

SIGNED_IN_AT = "signed-in-at"  # in the session, in seconds
# How long after signing in nothing is asked again before what keeps an account is changed.
FRESH = 15 * 60  # seconds


def remember_when(session: SessionBase) -> None:
    """Note that somebody signs in now, in that session."""
    session[SIGNED_IN_AT] = timezone.now().timestamp()


def is_fresh(session: SessionBase) -> bool:
    """Whether it was opened a moment ago; ``last_login`` may be of another device."""
    return timezone.now().timestamp() - session.get(SIGNED_IN_AT, 0) < FRESH


def close_sessions(user: Any, but: str | None = None) -> None:
    """Close every session of *user*, *but* the one of that key."""
    get_adapter().end_sessions(UserSession.objects.filter(user=user).exclude(session_key=but or ""))

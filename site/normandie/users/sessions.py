"""Where an account is open, and closing it there."""

from typing import Any

from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession


def close_sessions(user: Any, but: str | None = None) -> None:
    """Close every session of *user*, *but* the one of that key."""
    get_adapter().end_sessions(UserSession.objects.filter(user=user).exclude(session_key=but or ""))

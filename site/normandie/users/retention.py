"""How long what accounts leave behind is kept."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from core.retention import PUBLIC_MISSION, keep


def closed_sessions() -> QuerySet[UserSession]:
    """Return what is known of sessions that are no more."""
    return UserSession.objects.exclude(session_key__in=Session.objects.values("session_key"))


keep(
    "appareils connectés, une fois la session fermée",
    closed_sessions,
    since="created_at",
    kept=timedelta(0),
    basis=f"{PUBLIC_MISSION}\u00a0: voir où son compte est ouvert, et l’y fermer.",
)

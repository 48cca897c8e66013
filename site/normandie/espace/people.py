"""Those who manage a place now, and how each wishes to be reached."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from directory.models import PlacePage
from normandie.espace.models import ManagerProfile

MANAGING = PlacePage.managers.through


def current_managers() -> QuerySet[Any]:
    """Return the accounts that manage a place and may sign in."""
    managing = MANAGING.objects.values("user")
    return get_user_model().objects.filter(is_active=True, pk__in=managing).order_by("pk")


def manages_now(user: Any) -> bool:
    """Whether *user*, who may be nobody any more, manages a place and may sign in."""
    return user is not None and current_managers().filter(pk=user.pk).exists()


def profile_of(user: Any) -> ManagerProfile:
    """Return the profile of *user*, made with what everybody begins with."""
    profile, _ = ManagerProfile.objects.get_or_create(user=user)
    return profile


def read_profile_of(user: Any) -> ManagerProfile:
    """Return the same to who only reads: one that is not there yet is not kept."""
    return ManagerProfile.objects.filter(user=user).first() or ManagerProfile(user=user)

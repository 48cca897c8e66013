"""Keeping what a manager writes once, however often the form arrives."""

from datetime import timedelta
from typing import Any, TypeVar

from django.contrib.auth import get_user_model
from django.utils import timezone

from core.limits import RateLimit, check_limits
from normandie.espace.models import Contribution

SAME = timedelta(minutes=10)  # after which the same words are meant to be said again

C = TypeVar("C", bound=Contribution)


def write_once(
    model: type[C], author: Any, limit: RateLimit, fields: dict[str, Any]
) -> tuple[C, bool]:
    """Return what *author* wrote and whether it is new: a double click writes nothing twice.

    To be called in a transaction: the author is locked, so that two sendings wait for each other.

    Raises:
        LimitExceeded: they wrote too much for now. Nothing is kept.
    """
    get_user_model().objects.select_for_update().get(pk=author.pk)
    recent: Any = model._default_manager
    earlier = recent.filter(author=author, written_at__gt=timezone.now() - SAME, **fields).first()
    if earlier is not None:
        return earlier, False
    check_limits([limit])
    return recent.create(author=author, **fields), True

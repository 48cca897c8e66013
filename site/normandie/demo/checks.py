"""The demo must not outlive the demonstration: its passwords are public."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import check_password
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from .accounts import ACCOUNTS, PASSWORD


@register(Tags.database)
def no_demo_account_in_production(
    databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Refuse, outside DEBUG, an account that still has the printed password."""
    if settings.DEBUG or "default" not in (databases or ()):
        return []
    usernames = [account.username for account in ACCOUNTS]
    try:
        accounts = list(get_user_model().objects.filter(username__in=usernames, is_active=True))
    except DatabaseError:  # the tables do not exist yet
        return []
    return [
        Error(
            f"Le compte «\u00a0{account.get_username()}\u00a0» a le mot de passe de la "
            "démonstration.",
            hint="Supprimez ce compte, ou changez son mot de passe.",
            id="normandie.E002",
        )
        for account in accounts
        if check_password(PASSWORD, account.password)
    ]

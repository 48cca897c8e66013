"""What the owner of an account is told by mail: who else might be at the door, what has changed."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction

from core.limits import HOUR, RateLimit
from core.mail.kinds import MailKind
from core.mail.queue import queue_mail

from .mails import ADDRESS_CHANGED, PASSWORD_CHANGED, WRONG_PASSWORDS


def count_wrong_password(user: Any) -> None:
    """Count a wrong password, from wherever; tell the owner past the limit, once an hour at most.

    Nobody is kept out by it: docs/decisions/0012-login.md says why.
    """
    tried = RateLimit("wrong-passwords", settings.LOGIN_ATTEMPTS, HOUR, (str(user.pk),))
    if tried.add() == tried.number:
        with transaction.atomic():
            tell(WRONG_PASSWORDS, user, number=tried.number)


def tell_what_changes(user: Any, update_fields: frozenset[str] | None) -> None:
    """Write to the owner of an account that is about to be saved with another password or address.

    Whoever changes it, and wherever: allauth, the admin, a command. Of the two mailboxes it is the
    former that learns of an address. A hash that Django only makes stronger is no change: it is
    saved alone.
    """
    if user._state.adding or (update_fields is not None and "email" not in update_fields):
        return
    before = get_user_model().objects.filter(pk=user.pk).values("password", "email").first()
    if before is None:
        return
    if update_fields is None and user.password != before["password"]:
        tell(PASSWORD_CHANGED, user)
    if before["email"] and user.email.lower() != before["email"].lower():
        tell(ADDRESS_CHANGED, user, to=before["email"])


def tell(kind: MailKind, user: Any, to: str = "", **context: Any) -> None:
    address = to or user.email
    if address:
        context["user"] = user
        queue_mail(kind, about=user, to=[address], context=context, occasion=uuid4().hex)

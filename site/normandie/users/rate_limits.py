"""How often a password, or what stands for one, may be tried at each address that takes one.

Why these rules: docs/decisions/0012-login.md.
"""

import unicodedata
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from core.limits import QUARTER, RateLimit, mailbox_limits, sender_limits
from core.net.senders import address_of

# What a room of fifteen people, each mistaken once, may try behind one connection in a quarter of
# an hour: the password of a closed page, which they share; new passwords, one each.
SHARED = 30


def login_limits(request: HttpRequest) -> list[RateLimit]:
    """One account from one connection, and all accounts: a common password tried on each name."""
    return [
        *_account_limits(request, request.POST.get("username", "")),
        *sender_limits("logins", 10 * settings.LOGIN_ATTEMPTS, QUARTER, address_of(request)),
    ]


def page_limits(
    request: HttpRequest, page_view_restriction_id: int, page_id: int
) -> list[RateLimit]:
    """The password of a closed part of the tree, by whichever of its pages."""
    key = str(page_view_restriction_id)
    return sender_limits("page-password", SHARED, QUARTER, address_of(request), key)


def collection_limits(request: HttpRequest, restriction_id: int) -> list[RateLimit]:
    """The password of a closed collection of documents."""
    key = str(restriction_id)
    return sender_limits("collection-password", SHARED, QUARTER, address_of(request), key)


def reset_limits(request: HttpRequest) -> list[RateLimit]:
    """The mails that ask whether to change a password: the same whether the account exists."""
    return [
        *sender_limits("reset", SHARED, QUARTER, address_of(request)),
        *mailbox_limits("reset", request.POST.get("email", "")),
    ]


def reset_confirmation_limits(request: HttpRequest, uidb64: str, token: str) -> list[RateLimit]:
    """The secret link of such a mail, then the new password."""
    return sender_limits("reset-confirmation", SHARED, QUARTER, address_of(request))


def account_limits(request: HttpRequest) -> list[RateLimit]:
    """The present password of who is signed in and changes it: a session may have been stolen."""
    if not any(typed for name, typed in request.POST.items() if name.startswith("password-")):
        return []
    return [RateLimit("old-password", settings.LOGIN_ATTEMPTS, QUARTER, (str(request.user.pk),))]


# By the name of the view; a test finds those that are missing.
RATE_LIMITED_VIEWS: dict[str, Callable[..., list[RateLimit]]] = {
    "login": login_limits,
    "wagtailadmin_password_reset": reset_limits,
    "wagtailadmin_password_reset_confirm": reset_confirmation_limits,
    "wagtailadmin_account": account_limits,
    "wagtailcore_authenticate_with_password": page_limits,
    "wagtaildocs_authenticate_with_password": collection_limits,
}


@receiver(user_logged_in)
def forget_wrong_passwords(request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> None:
    """Start again from nothing for who has entered, on that account only."""
    for limit in _account_limits(request, user.get_username()):
        limit.reset()


def _account_limits(request: HttpRequest, username: str) -> list[RateLimit]:
    """Count one account from one connection, however its name is written.

    Neither the colleagues behind the same connection nor the owner elsewhere are kept out.
    """
    name = unicodedata.normalize("NFKC", username).strip().casefold()
    return sender_limits("login", settings.LOGIN_ATTEMPTS, QUARTER, address_of(request), name)

"""How often a password, or what stands for one, may be tried at each address that takes one.

Why these rules: docs/decisions/0012-login.md.
"""

import unicodedata
from collections.abc import Callable
from typing import Any

from django.conf import settings
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
        *_account_limits(request, request.POST.get("login", "")),
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
    return _mail_limits("reset", request, request.POST.get("email", ""))


def code_mail_limits(request: HttpRequest) -> list[RateLimit]:
    """The mails that hold a code to sign in with: the same whether the account exists."""
    return _mail_limits("login-code", request, request.POST.get("email", ""))


def code_limits(request: HttpRequest) -> list[RateLimit]:
    """The code of such a mail: three tries each, by allauth, and so many mails."""
    return sender_limits("code", SHARED, QUARTER, address_of(request))


def second_factor_limits(request: HttpRequest) -> list[RateLimit]:
    """The code of an application; ``normandie.users.forms`` counts it for the account besides."""
    return sender_limits("second-factor", SHARED, QUARTER, address_of(request))


def reset_confirmation_limits(request: HttpRequest, uidb36: str, key: str) -> list[RateLimit]:
    """The secret link of such a mail, then the new password."""
    return sender_limits("reset-confirmation", SHARED, QUARTER, address_of(request))


def invitation_limits(request: HttpRequest) -> list[RateLimit]:
    """The first password of who was invited."""
    return sender_limits("invitation", SHARED, QUARTER, address_of(request))


def own_limits(request: HttpRequest) -> list[RateLimit]:
    """What is asked of who is signed in, again, before the account is changed.

    A session may have been stolen: counted for the person, wherever they are. Who is not signed in
    is led to sign in.
    """
    if not request.user.is_authenticated:
        return []
    return [RateLimit("own-account", settings.LOGIN_ATTEMPTS, QUARTER, (str(request.user.pk),))]


def own_mail_limits(request: HttpRequest) -> list[RateLimit]:
    """Mails that one has sent to an address, one's own or a new one."""
    if not request.user.is_authenticated:
        return []
    address = request.POST.get("email", "") or request.user.email
    return [*own_limits(request), *mailbox_limits("own-account", address)]


# By the name of the view; a test finds those that are missing.
RATE_LIMITED_VIEWS: dict[str, Callable[..., list[RateLimit]]] = {
    "login": login_limits,
    "account_request_login_code": code_mail_limits,
    "account_confirm_login_code": code_limits,
    "mfa_authenticate": second_factor_limits,
    "account_reset_password": reset_limits,
    "account_reset_password_from_key": reset_confirmation_limits,
    "invitation": invitation_limits,
    "account_change_password": own_limits,
    "account_set_password": own_limits,
    "account_email": own_mail_limits,
    "account_email_verification_sent": own_limits,
    "account_reauthenticate": own_limits,
    "account_request_reauthentication_code": own_mail_limits,
    "account_confirm_reauthentication_code": own_limits,
    "mfa_reauthenticate": own_limits,
    "mfa_activate_totp": own_limits,
    "wagtailcore_authenticate_with_password": page_limits,
    "wagtaildocs_authenticate_with_password": collection_limits,
}


@receiver(user_logged_in)
def forget_wrong_passwords(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Start again from nothing for who has entered, on that account only."""
    for name in {user.get_username(), user.email}:
        for limit in _account_limits(request, name):
            limit.reset()


def _account_limits(request: HttpRequest, username: str) -> list[RateLimit]:
    """Count one account from one connection, however its name is written.

    Neither the colleagues behind the same connection nor the owner elsewhere are kept out.
    """
    name = unicodedata.normalize("NFKC", username).strip().casefold()
    return sender_limits("login", settings.LOGIN_ATTEMPTS, QUARTER, address_of(request), name)


def _mail_limits(name: str, request: HttpRequest, address: str) -> list[RateLimit]:
    return [
        *sender_limits(name, SHARED, QUARTER, address_of(request)),
        *mailbox_limits(name, address),
    ]

"""The mails about accounts. None says who did what: the owner of the mailbox knows."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction

from core.limits import HOUR, RateLimit
from core.mail.kinds import MailKind
from core.mail.queue import queue_mail

# What a code or a link is good for is over soon: a mail that comes later would only puzzle.
SOON = timedelta(hours=1)

WRONG_PASSWORDS = MailKind(
    "account-wrong-passwords", "Essais de mots de passe", "emails/account_wrong_passwords.html"
)
PASSWORD_CHANGED = MailKind(
    "account-password-changed", "Mot de passe changé", "emails/account_password_changed.html"
)
ADDRESS_CHANGED = MailKind(
    "account-address-changed", "Adresse d’un compte changée", "emails/account_address_changed.html"
)
FACTOR_ADDED = MailKind(
    "account-factor-added", "Second facteur ajouté", "emails/account_factor_added.html"
)
FACTOR_REMOVED = MailKind(
    "account-factor-removed", "Second facteur retiré", "emails/account_factor_removed.html"
)
FACTOR_LOST = MailKind(
    "account-factor-lost", "Seconde protection perdue, retirée", "emails/account_factor_lost.html"
)
NEW_RECOVERY_CODES = MailKind(
    "account-recovery-codes", "Nouveaux codes de secours", "emails/account_recovery_codes.html"
)

# By the name that allauth gives them. What is not here is not sent by allauth: of passwords,
# addresses and factors, whoever changes them, ``normandie.users.signals`` tells.
MAILS = {
    "login_code": MailKind(
        "account-code", "Code de connexion", "emails/account_code.html", keep_trying=SOON
    ),
    "password_reset_key": MailKind(
        "account-reset", "Mot de passe oublié", "emails/account_reset.html", keep_trying=SOON
    ),
    "unknown_account": MailKind(
        "account-unknown", "Adresse sans compte", "emails/account_unknown.html", keep_trying=SOON
    ),
    "email_confirmation": MailKind(
        "account-new-address",
        "Nouvelle adresse à confirmer",
        "emails/account_new_address.html",
        keep_trying=SOON,
    ),
    "account_already_exists": MailKind(
        "account-taken", "Adresse déjà prise", "emails/account_taken.html", keep_trying=SOON
    ),
    "mfa/email/recovery_codes_generated": NEW_RECOVERY_CODES,
}


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

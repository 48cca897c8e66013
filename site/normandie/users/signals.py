"""What follows when an account is saved, and when its second factor changes.

allauth looks an account up by one row, verified, made from ``User.email``, which alone is written.
Accounts come from an invitation, whose link proves the mailbox, or from staff, who answer for the
address they type: either is as good as a verified one.
"""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from django.http import HttpRequest

from .lost_factor import LostFactors
from .mails import FACTOR_ADDED, FACTOR_REMOVED, tell, tell_what_changes
from .sessions import close_sessions, remember_when


@transaction.atomic
def keep_address(user: Any) -> None:
    """Have allauth know *user* by their present address, and by no former one.

    Of two accounts with one mailbox, the first alone has it: codes and links open that one, and the
    other signs in with its name. A closed account has none: who comes after has the mailbox.
    """
    email = (user.email or "").lower() if user.is_active else ""
    addresses = EmailAddress.objects.filter(user=user)
    addresses.exclude(email=email).delete()
    is_taken = EmailAddress.objects.filter(email=email, verified=True).exclude(user=user).exists()
    if not email or is_taken or addresses.filter(verified=True, primary=True).exists():
        return
    EmailAddress.objects.update_or_create(
        user=user, email=email, defaults={"verified": True, "primary": True}
    )


@receiver(pre_save, sender=get_user_model())
def tell_the_owner(
    instance: Any, raw: bool, update_fields: frozenset[str] | None, **kwargs: Any
) -> None:
    if not raw:
        tell_what_changes(instance, update_fields)


@receiver(post_save, sender=get_user_model())
def follow_the_address(
    instance: Any, raw: bool, update_fields: frozenset[str] | None, **kwargs: Any
) -> None:
    if not raw and (update_fields is None or {"email", "is_active"} & update_fields):
        keep_address(instance)


@receiver(user_logged_in)
def remember_when_it_was_opened(request: HttpRequest, **kwargs: Any) -> None:
    remember_when(request.session)


@receiver(user_logged_in)
def find_the_address_again(user: Any, **kwargs: Any) -> None:
    """The account that had the same mailbox may have left it."""
    keep_address(user)


@receiver(post_save, sender=Authenticator)
def tell_of_a_new_factor(instance: Authenticator, created: bool, raw: bool, **kwargs: Any) -> None:
    """Recovery codes come with the first factor: one mail is enough."""
    if created and not raw and instance.type != Authenticator.Type.RECOVERY_CODES:
        tell(FACTOR_ADDED, instance.user)


@receiver(post_delete, sender=Authenticator)
def tell_of_a_lost_factor(instance: Authenticator, origin: Any, **kwargs: Any) -> None:
    """Not of those that go with their account, nor of what its owner is told otherwise."""
    of_its_own = getattr(origin, "model", type(origin)) is Authenticator
    if isinstance(origin, LostFactors):
        return
    if of_its_own and instance.type != Authenticator.Type.RECOVERY_CODES:
        tell(FACTOR_REMOVED, instance.user)


@receiver(authenticator_added)
def close_other_sessions(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """A session opened with less than what is asked from now on does not outlive it."""
    close_sessions(user, but=request.session.session_key)

"""What follows when an account is saved, and when its second factor changes."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from django.http import HttpRequest

from .addresses import keep_address
from .lost_factor import LostFactors
from .mails import FACTOR_ADDED, FACTOR_REMOVED
from .notices import tell, tell_what_changes
from .sessions import close_sessions, remember_when


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

"""The second factor of who has lost it, taken away by staff.

Who asks is known otherwise than by the account: staff answer for that, and the owner is told.
"""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import QuerySet
from wagtail.log_actions import log

from core.rows import name_of

from .mails import FACTOR_LOST, tell
from .sessions import close_sessions

REMOVED = "users.second_factor_removed"  # in the log of accounts


class LostFactors(QuerySet[Authenticator]):
    """Those that leave together: the owner is told of them once, not of each."""


def may_remove_second_factor(user: Any, owner: Any) -> bool:
    """Whether *user*, who may change accounts, may take the second factor of *owner* away.

    Not one's own: the page of one's account does it, and keeps the session. That of a superuser
    only if one is too, or this would be a way to become one.
    """
    return user != owner and (user.is_superuser or not owner.is_superuser)


@transaction.atomic
def remove_second_factor(owner: Any, user: Any) -> bool:
    """Take all the factors of *owner* away, recovery codes too, and close their sessions.

    Return whether there was any. The log names neither the account, but by its number, nor what
    was lost.
    """
    number, _ = LostFactors(Authenticator).filter(user=owner).delete()
    if not number:
        return False
    close_sessions(owner)
    log(owner, REMOVED, user=user, title=name_of(owner))
    tell(FACTOR_LOST, owner)
    return True

"""The address of an account, as allauth looks it up: one row, verified, made from ``User.email``.

Accounts come from an invitation, whose link proves the mailbox, or from staff, who answer for the
address they type: either is as good as a verified one. ``User.email`` alone is written; this row
follows.
"""

from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction


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

"""Asking somebody by mail to manage a place, or a pôle, and what becomes of it.

Who invites is told nothing of the address: neither whether an account has it, nor which. It is
found when the link of the mail is opened, by who holds the mailbox.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin
from uuid import uuid4

from allauth.account.models import EmailAddress
from allauth.utils import generate_unique_username
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core.limits import DAY, RateLimit, check_limits, mailbox_limits
from core.mail.queue import queue_mail, withdraw_mails
from core.tokens import find_by_token, issue_token, revoke_tokens
from directory.models import PlacePage, PolePage
from normandie.espace.mails import ACCESS_ENDED, INVITATION
from normandie.espace.models import Invitation

Managed = PlacePage | PolePage  # what people are asked to manage
LASTING = timedelta(days=14)
PURPOSE = "place-invitation"
# A day; each writes to somebody who asked for nothing.
INVITATIONS_PER_PLACE, INVITATIONS_PER_PERSON = 10, 30


class NotInvited(Exception):
    """The person is not invited. ``message`` says why, in French."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@transaction.atomic
def invite(place: Managed, email: str, by: Any) -> Invitation:
    """Write to *email*, in the name of *by*, a link to manage *place*; once more if it waits.

    Whether *by* may invite is for the caller to check.

    Raises:
        NotInvited: the address is that of somebody who manages the place already.
        LimitExceeded: this place, this person or that mailbox has had enough for now.
    """
    email = email.lower()
    if place.managers.filter(email__iexact=email).exists():
        raise NotInvited("Cette personne gère déjà ce lieu.")
    check_limits(invitation_limits(place, email, by))
    now = timezone.now()
    invitation, _ = Invitation.objects.update_or_create(
        place=place,
        email=email,
        accepted_at=None,
        defaults={"invited_by": by, "sent_at": now, "expires_at": now + LASTING},
    )
    revoke_tokens(invitation, PURPOSE)
    withdraw_mails(INVITATION, invitation)  # one that has not left yet would hold a dead link
    secret = issue_token(PURPOSE, invitation, lasting=LASTING)
    url = urljoin(settings.WAGTAILADMIN_BASE_URL, reverse("invitation_link", args=[secret]))
    context = {"invitation": invitation, "place": place, "by": by, "url": url}
    queue_mail(INVITATION, about=invitation, to=[email], context=context, occasion=uuid4().hex)
    return invitation


def invitation_limits(place: Managed, email: str, by: Any) -> list[RateLimit]:
    """Return what keeps invitations from writing to strangers: by place, by person, by mailbox."""
    return [
        RateLimit(
            "invitations-of-place",
            INVITATIONS_PER_PLACE,
            DAY,
            (str(place.pk),),
            reason="beaucoup d’invitations sont déjà parties pour ce lieu",
        ),
        RateLimit(
            "invitations-of-person",
            INVITATIONS_PER_PERSON,
            DAY,
            (str(by.pk),),
            reason="beaucoup d’invitations sont déjà parties de votre compte",
        ),
        *mailbox_limits("place-invitation", email),
    ]


def find_invitation(secret: str) -> Invitation | None:
    """Return the invitation that *secret* opens; None for one that is over, used or withdrawn."""
    invitation = find_by_token(PURPOSE, Invitation, secret)
    return Invitation.objects.waiting().filter(pk=invitation.pk).first() if invitation else None


@transaction.atomic
def accept(invitation: Invitation, user: Any) -> bool:
    """Have *user* manage the place; return False where it was accepted or withdrawn meanwhile."""
    taken = Invitation.objects.waiting().filter(pk=invitation.pk)
    if not taken.update(accepted_at=timezone.now(), accepted_by=user):
        return False
    revoke_tokens(invitation, PURPOSE)
    invitation.place.specific.managers.add(user)
    return True


def has_account(email: str) -> bool:
    """Whether an account that may sign in has the address; say it to who holds the mailbox only."""
    return EmailAddress.objects.filter(email=email, verified=True, user__is_active=True).exists()


@transaction.atomic
def create_account(
    invitation: Invitation, *, first_name: str, last_name: str, password: str
) -> Any | None:
    """Create the account of who accepts, and have it manage the place.

    None, and nothing made, where the invitation was accepted or withdrawn meanwhile. Without a
    *password* one signs in by a code sent to the address.
    """
    waiting = Invitation.objects.select_for_update(of=("self",)).waiting()
    # Read and not only asked for: PostgreSQL locks « self » alone where its columns are read.
    if waiting.filter(pk=invitation.pk).first() is None:
        return None
    user = get_user_model().objects.create_user(
        username=generate_unique_username([invitation.email]),
        email=invitation.email,
        password=password or None,
        first_name=first_name,
        last_name=last_name,
    )
    accept(invitation, user)
    return user


@transaction.atomic
def withdraw(invitation: Invitation) -> None:
    """Erase an invitation that waits: its link opens nothing any more."""
    revoke_tokens(invitation, PURPOSE)
    withdraw_mails(INVITATION, invitation)
    invitation.delete()


@transaction.atomic
def take_off(place: PlacePage, user: Any, by: Any) -> None:
    """Take *user* off the managers of *place*, at once; they are told, unless they leave."""
    place.managers.remove(user)
    if user == by:  # who leaves may have invited who comes after
        return
    withdraw_invitations_of(place, [user])
    if user.email:
        queue_mail(
            ACCESS_ENDED,
            about=user,
            to=[user.email],
            context={"place": place, "by": by},
            occasion=uuid4().hex,
        )


def withdraw_invitations_of(place: Managed, users: Sequence[Any]) -> None:
    """Withdraw what *users*, taken off *place*, sent: nobody comes in and brings them back."""
    for invitation in place.invitations.not_accepted().filter(invited_by__in=users):
        withdraw(invitation)

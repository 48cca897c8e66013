"""The people of a file beside its carrier: invited, listed, shut out at once, gone of their own."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from ami.mails import ACCESS_ENDED, INVITATION
from ami.models import Dossier, Mandate, Member
from ami.services.links import new_link
from core.limits import DAY, RateLimit, canonical_mailbox, check_limits, mailbox_limits
from core.mail.queue import queue_mail

MOST = 8  # people at once on one file, its carrier apart
INVITATIONS_PER_FILE, INVITATIONS_PER_MAILBOX = 10, 20  # a day


class NotInvited(Exception):
    """The person is not invited. ``message`` says why, in French."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@transaction.atomic
def invite(
    dossier: Dossier,
    *,
    inviter: str,
    name: str,
    email: str,
    organisation: str = "",
    role: str = Member.Role.COLLEAGUE,
    ends_at: datetime | None = None,
    mandate: str = "",
) -> Member:
    """Write to somebody a link of their own to *dossier*; once more for who is invited already.

    Args:
        inviter: the name of the carrier, which the mail gives with their address.
        mandate: what the carrier agrees to, for a helper.

    Raises:
        NotInvited: it is the carrier, somebody who left, another role, or one person too many.
        LimitExceeded: this file, its carrier or that mailbox has had enough mails for now.
    """
    Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    email = email.lower()
    member = dossier.members.filter(email=email).first()
    _check_invited(dossier, member, email, role)
    check_limits(invitation_limits(dossier, email))
    if member is None:
        member = Member(dossier=dossier, email=email, role=role)
    member.name, member.organisation, member.ends_at = name, organisation, ends_at
    member.save()
    context = {
        "member": member,
        "inviter": inviter,
        "mandate": mandate,
        "dossier": dossier,
        "call": dossier.call,
        "url": new_link(member),
    }
    queue_mail(INVITATION, about=member, to=[email], context=context, occasion=uuid4().hex)
    return member


def _check_invited(dossier: Dossier, member: Member | None, email: str, role: str) -> None:
    if email == dossier.access_email:
        raise NotInvited("C’est l’adresse qui reçoit déjà le lien de ce dossier.")
    if member and member.left_at:
        raise NotInvited(
            "Cette personne a choisi de ne plus participer à ce dossier\u00a0: nous ne lui "
            "écrivons plus à ce sujet."
        )
    if member and member.role != role:
        raise NotInvited(
            "Cette personne a déjà accès au dossier à un autre titre\u00a0: retirez-le d’abord."
        )
    if member is None and dossier.members.present().count() >= MOST:
        raise NotInvited(
            f"{MOST} personnes ont déjà accès à ce dossier\u00a0: retirez-en une pour en inviter "
            "une autre."
        )


def invitation_limits(dossier: Dossier, email: str) -> list[RateLimit]:
    """Return what keeps invitations from writing to strangers: by file, by inviter, by mailbox."""
    inviter = canonical_mailbox(dossier.access_email)
    return [
        RateLimit(
            "invitations-of-file",
            INVITATIONS_PER_FILE,
            DAY,
            (str(dossier.pk),),
            reason="beaucoup d’invitations sont déjà parties de ce dossier",
        ),
        RateLimit(
            "invitations-of-mailbox",
            INVITATIONS_PER_MAILBOX,
            DAY,
            (inviter,),
            reason="beaucoup d’invitations sont déjà parties de votre adresse",
        ),
        *mailbox_limits("dossier-invitation", email),
    ]


@transaction.atomic
def remove_member(dossier: Dossier, pk: int) -> Member | None:
    """Shut somebody out at once, links and browsers, and tell them; None where they are gone.

    Who left of their own accord stays written: inviting them again would be writing to them.
    """
    member = dossier.members.filter(id=pk, left_at=None).first()
    if member is None:
        return None
    end_access([member], Mandate.EndedBy.CARRIER)
    return member


@transaction.atomic
def leave_file(member: Member) -> None:
    """Have *member* leave the file for good, as they ask: nobody invites them to it again."""
    _end_mandates([member], Mandate.EndedBy.HELPER)
    member.access_tokens.all().delete()
    member.left_at = timezone.now()
    member.save(update_fields=["left_at"])


def end_access(members: list[Member], by: str) -> None:
    """Erase *members* with their links, end their mandates, and write to those who came.

    The form by which a helper began a file opens it no more, were it sent again.
    """
    _end_mandates(members, by)
    Dossier.objects.filter(members__in=members).update(sending=None)
    for member in members:
        if member.opened_at:
            queue_mail(
                ACCESS_ENDED,
                about=member.dossier,
                to=[member.email],
                context={"member": member, "call": member.dossier.call, "by": by},
                occasion=f"{member.pk}",
            )
        member.delete()


def _end_mandates(members: list[Member], by: str) -> None:
    open_ones = Mandate.objects.filter(helper__in=members, ended_at=None)
    open_ones.update(ended_at=timezone.now(), ended_by=by)


def member_links(email: str) -> list[dict[str, Any]]:
    """Return new links to the files that *email* was invited to, for a mail to that address."""
    found = Member.objects.present().filter(email=email.lower()).select_related("dossier__call")
    return [{"dossier": each.dossier, "url": new_link(each)} for each in found[:20]]

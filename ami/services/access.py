"""The links of a carrier: written at the beginning, asked for again, withdrawn with the address.

No account: a link goes to the address that began the file. What it opens, and the browser that
holds a secret of its own from then on, are in ``ami.services.opening``.
"""

from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import F

from ami.mails import LINK, LINKS
from ami.models import CallPage, Dossier
from ami.services.drafts import begin_draft
from ami.services.links import LINK_PURPOSE, files_of, new_link
from ami.services.opening import BROWSERS
from ami.services.people import member_links
from core.forms.sending import Sending
from core.limits import HOUR, LimitExceeded, RateLimit, check_limits, mailbox_limits
from core.mail.queue import queue_mail
from core.tokens import revoke_tokens

MAX_ADDRESSES_PER_HOUR = 10  # of one file: each writes to somebody
MAX_PER_HOUR = 200  # from everyone together, before one is asked for patience
OCCASION_LENGTH = 40  # characters


def begin(call: CallPage, sending: Sending, email: str) -> Dossier:
    """Begin a draft of *call* and write to *email* the link that opens it again.

    A mailbox that gets many is not refused: one may serve all the carriers of a business centre.
    The draft begins, and its page says that the link is to be asked for later.

    Raises:
        LimitExceeded: past what one connection may send, or what everyone may. Nothing is stored.
        NotOpen: the call takes no new file.
    """
    brake = RateLimit("dossiers", MAX_PER_HOUR, HOUR, is_brake=True)
    if earlier := Dossier.objects.filter(sending=sending.key).first():
        return earlier
    sending.check_limits("dossier", brake)
    with transaction.atomic():
        dossier = begin_draft(call, email, sending.key)
        send_link(dossier)
    return dossier


def send_link(dossier: Dossier) -> None:
    """Write to the carrier the link of *dossier*, unless the mailbox has had enough."""
    try:
        check_limits(mailbox_limits("dossier-link", dossier.access_email))
    except LimitExceeded:
        return  # the page of the draft sees that no mail was written
    _write_link(dossier)


def _write_link(dossier: Dossier, occasion: str = "") -> None:
    """Write the link of *dossier*, with those of the other drafts of its address for the call.

    Args:
        occasion: what makes this mail another than that of the beginning; nothing for that one.
    """
    drafts = files_of(dossier.access_email).drafts().filter(call=dossier.call)
    others = drafts.exclude(pk=dossier.pk)[:5]
    context = {
        "dossier": dossier,
        "call": dossier.call,
        "url": new_link(dossier),
        "is_new": not occasion,
        "others": [{"dossier": each, "url": new_link(each)} for each in others],
    }
    queue_mail(LINK, about=dossier, to=[dossier.access_email], context=context, occasion=occasion)


def send_lost_links(sending: Sending, email: str) -> None:
    """Write to *email* the links of its files; where it has none, do nothing, and tell no one.

    Those deposited come first, then those whose link was followed: drafts that somebody else
    begins with this address do not push them out.

    Raises:
        LimitExceeded: past what the sender may ask, or the mailbox receive, known or not.
    """
    sending.check_limits("lost-link", *mailbox_limits("lost-link", email))
    with transaction.atomic():
        files = (
            files_of(email)
            .select_related("call")
            .order_by(
                F("deposited_at").desc(nulls_last=True),
                F("email_verified_at").desc(nulls_last=True),
                "-touched_at",
            )[:20]
        )
        links: list[dict[str, Any]] = [{"dossier": each, "url": new_link(each)} for each in files]
        links += member_links(email)
        if links:
            queue_mail(
                LINKS,
                about=links[0]["dossier"],
                to=[email.lower()],
                context={"links": links},
                occasion=sending.key[:OCCASION_LENGTH],
            )


@transaction.atomic
def change_address(dossier: Dossier, email: str) -> bool:
    """Close *dossier* to every link and browser of its carrier, and write a new link to *email*.

    The same address withdraws the links that went astray; those whom the carrier invited keep
    theirs. False where the address has changed meanwhile: nothing is done, nobody is let in.

    Raises:
        LimitExceeded: that mailbox, or this file, has had enough for now. Nothing is withdrawn.
    """
    own = RateLimit(
        "dossier-address",
        MAX_ADDRESSES_PER_HOUR,
        HOUR,
        (str(dossier.pk),),
        reason="ce dossier a déjà changé d’adresse plusieurs fois",
    )
    email = email.lower()
    kept = Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    if kept.access_email != dossier.access_email:
        return False
    check_limits([own, *mailbox_limits("dossier-link", email)])
    revoke_tokens(dossier, LINK_PURPOSE, *BROWSERS)
    if email != dossier.access_email:
        dossier.email_verified_at, dossier.by_link = None, False
    dossier.access_email = email
    dossier.sending = None
    dossier.save(update_fields=["access_email", "email_verified_at", "sending"])
    _write_link(dossier, occasion=uuid4().hex)
    return True


def forget_first_form(dossier: Dossier) -> None:
    """Have the form that began *dossier* open it no more, were it sent again from this browser."""
    Dossier.objects.filter(pk=dossier.pk).update(sending=None)

"""Who may open a file: the secret links that its carrier receives, and the browser that uses one.

No account: a link is sent to the address that began the file, can be asked for again, and can be
withdrawn (``core.tokens``). A browser that opened one holds a secret of its own in a cookie.
"""

from datetime import timedelta
from urllib.parse import urljoin
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from ami.mails import LINK, LINKS
from ami.models import CallPage, Dossier
from ami.models.dossier import DossierQuerySet
from ami.services.drafts import begin_draft
from core.forms.sending import Sending
from core.limits import HOUR, LimitExceeded, RateLimit, check_limits, mailbox_limits
from core.mail.queue import queue_mail
from core.tokens import find_by_token, issue_token, revoke_tokens

LINK_PURPOSE, BROWSER_PURPOSE = "dossier", "dossier-browser"
BROWSER_LASTS = timedelta(days=30)  # and no longer than the browser stays open
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
    drafts = _files_of(dossier.access_email).drafts().filter(call=dossier.call)
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
            _files_of(email)
            .select_related("call")
            .order_by(
                F("deposited_at").desc(nulls_last=True),
                F("email_verified_at").desc(nulls_last=True),
                "-touched_at",
            )[:20]
        )
        if files:
            links = [{"dossier": each, "url": new_link(each)} for each in files]
            queue_mail(
                LINKS,
                about=files[0],
                to=[files[0].access_email],
                context={"links": links},
                occasion=sending.key[:OCCASION_LENGTH],
            )


def new_link(dossier: Dossier) -> str:
    """Return a new secret address of *dossier*, good until it is withdrawn: for a mail alone."""
    secret = issue_token(LINK_PURPOSE, dossier)
    return urljoin(settings.WAGTAILADMIN_BASE_URL, reverse("dossier_link", args=[secret]))


def open_by_link(secret: str) -> Dossier | None:
    """Return the file that the link opens, None for a link that is wrong or withdrawn.

    Whoever follows it reads the mailbox: the address is verified.
    """
    dossier = find_by_token(LINK_PURPOSE, Dossier, secret)
    if dossier and dossier.email_verified_at is None:
        dossier.email_verified_at = timezone.now()
        dossier.save(update_fields=["email_verified_at"])
    return dossier


def let_browser_in(dossier: Dossier) -> str:
    """Return a secret for the browser that has just begun *dossier*, or opened its link."""
    return issue_token(BROWSER_PURPOSE, dossier, lasting=BROWSER_LASTS)


def open_by_browser(secret: str) -> Dossier | None:
    return find_by_token(BROWSER_PURPOSE, Dossier, secret)


@transaction.atomic
def change_address(dossier: Dossier, email: str) -> None:
    """Close *dossier* to every link and browser, and write a new link to *email*.

    The same address withdraws the links that went astray.

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
    check_limits([own, *mailbox_limits("dossier-link", email)])
    revoke_tokens(dossier, LINK_PURPOSE, BROWSER_PURPOSE)
    if email != dossier.access_email:
        dossier.email_verified_at = None
    dossier.access_email = email
    dossier.sending = None
    dossier.save(update_fields=["access_email", "email_verified_at", "sending"])
    _write_link(dossier, occasion=uuid4().hex)


def forget_first_form(dossier: Dossier) -> None:
    """Have the form that began *dossier* open it no more, were it sent again from this browser."""
    Dossier.objects.filter(pk=dossier.pk).update(sending=None)


def _files_of(email: str) -> DossierQuerySet:
    return Dossier.objects.filter(access_email=email.lower())

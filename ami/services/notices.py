"""« Prévenez-moi »: asked for, confirmed by its mailbox, told once at the opening, then erased."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ami.mails import CALL_OPENED, NOTICE_CONFIRMATION
from ami.models import CallNotice, CallPage
from core.forms.sending import Sending
from core.limits import HOUR, RateLimit, mailbox_limits
from core.mail.queue import queue_mail
from core.pages.access import open_to_all
from core.rows import for_each
from core.tokens import find_by_token, issue_token

PURPOSE = "prevenez-moi"
LASTING = timedelta(days=365)  # as long as a request is kept (``ami.retention``)
FROM_EVERYONE = 200  # requests an hour, before one is asked for patience


def ask_notice(call: CallPage, base_url: str, sending: Sending, *, email: str) -> None:
    """Keep a request and send the mail that confirms it; it is the same for who asked already.

    Args:
        call: which one; it opens later.
        base_url: absolute address of « prévenez-moi » for it, with its final slash.
        sending: how it came.
        email: as typed; kept in lower case.

    Raises:
        LimitExceeded: past what may be written to the mailbox, what the sender may ask, or what
            everyone may. Nothing is stored.
    """
    if CallNotice.objects.filter(sending=sending.key).exists():
        return
    brake = RateLimit("call-notices", FROM_EVERYONE, HOUR, is_brake=True)
    sending.check_limits("call-notice", *mailbox_limits("call-notice", email), brake)
    with transaction.atomic():
        notice, is_new = CallNotice.objects.get_or_create(
            sending=sending.key, defaults={"call": call, "email": email.lower()}
        )
        if not is_new:
            return
        secret = issue_token(PURPOSE, notice, lasting=LASTING)
        queue_mail(
            NOTICE_CONFIRMATION,
            about=notice,
            to=[notice.email],
            context={"call": call, "confirm_url": f"{base_url}{secret}/"},
        )


def find_notice(call: CallPage, secret: str) -> CallNotice | None:
    """Return the request about *call* that *secret* opens; None where it is over."""
    notice = find_by_token(PURPOSE, CallNotice, secret)
    return notice if notice and notice.call_id == call.pk else None


@transaction.atomic
def confirm_notice(notice: CallNotice) -> None:
    """Take the request as confirmed by its mailbox, in place of an earlier one. Safe to repeat."""
    same = CallNotice.objects.filter(call=notice.call, email=notice.email)
    same.exclude(pk=notice.pk).delete()
    same.unconfirmed().update(confirmed_at=timezone.now())


def erase_notice(notice: CallNotice) -> None:
    """Erase the request, and all those of its address about the same call, with their links."""
    CallNotice.objects.filter(call=notice.call_id, email=notice.email).delete()


def tell_openings() -> tuple[int, list[str]]:
    """Tell those who asked of each call that is open now, then erase their requests.

    Return how many mails are written, and the calls that failed. Safe to repeat, and to run twice
    at once: a mail is written once for one address and one opening.
    """
    told = 0

    def tell(call: CallPage) -> None:
        nonlocal told
        notices = CallNotice.objects.select_for_update().filter(call=call)
        addresses = sorted({each.email for each in notices if each.confirmed_at})
        queue_mail(
            CALL_OPENED,
            about=call,
            to=addresses,
            context={"call": call},
            occasion=f"{call.opens_at:%Y-%m-%dT%H:%MZ}",
        )
        CallNotice.objects.filter(pk__in=[each.pk for each in notices]).delete()
        told += len(addresses)

    waited_for = open_to_all(CallPage.objects.opened()).filter(
        pk__in=CallNotice.objects.values("call")
    )
    failures = for_each(waited_for, tell)
    return told, failures

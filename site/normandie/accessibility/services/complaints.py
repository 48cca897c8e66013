"""A complaint is received, and acknowledged."""

import logging

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet

from core.forms.sending import Sending
from core.jobs import JobResult
from core.limits import HOUR, LimitExceeded, RateLimit, check_limits, mailbox_limits
from core.mail.queue import queue_mail
from core.models import OutgoingMail
from core.rows import for_each
from normandie.accessibility.mails import RECEIPT, TEAM, mail_context
from normandie.accessibility.models import Complaint

MAX_PER_HOUR = 40  # from everyone together, before one is asked for patience

logger = logging.getLogger(__name__)


def receive_complaint(sending: Sending, **fields: str) -> Complaint:
    """Store a complaint, acknowledge it by mail (CRPA, R. 112-11-1) and tell the team.

    Return what is stored. A mail that cannot leave is seen in the admin, and tried again. What is
    sent again is the complaint that it made already.

    Args:
        sending: how it came.
        fields: those of ``ComplaintForm``.

    Raises:
        LimitExceeded: past what the sender may send, or what everyone may. Nothing is stored.
    """
    if earlier := Complaint.objects.filter(sending=sending.key).first():
        return earlier
    brake = RateLimit("complaints", MAX_PER_HOUR, HOUR, is_brake=True)
    sending.check_limits("complaint", brake)
    with transaction.atomic():
        complaint, is_new = Complaint.objects.get_or_create(sending=sending.key, defaults=fields)
        if is_new:
            _acknowledge(complaint)
            team = settings.ACCESSIBILITY_TEAM_EMAILS
            queue_mail(TEAM, about=complaint, to=team, context=mail_context(complaint))
    return complaint


def acknowledge_later() -> JobResult:
    """Write the receipts that a mailbox had too many of on the day, the oldest first."""
    written: list[Complaint] = []

    def acknowledge(complaint: Complaint) -> None:
        if _acknowledge(complaint):
            written.append(complaint)

    failures = for_each(_unacknowledged().order_by("received_at"), acknowledge)
    return JobResult({"accusés écrits": len(written)}, failures)


def receipt_waits(complaint: Complaint) -> bool:
    """Whether the receipt of *complaint* is left to ``acknowledge_later``."""
    return _unacknowledged().filter(pk=complaint.pk).exists()


def _unacknowledged() -> QuerySet[Complaint]:
    written = OutgoingMail.objects.filter(
        kind=RECEIPT.name, about_type=ContentType.objects.get_for_model(Complaint)
    )
    return Complaint.objects.filter(receipt_sent_at=None).exclude(pk__in=written.values("about_id"))


def _acknowledge(complaint: Complaint) -> bool:
    """Write the receipt of *complaint*, unless its mailbox gets many; return whether it is.

    The complaint is never refused for it: anyone may have named that mailbox.
    """
    try:
        check_limits(mailbox_limits("receipt", complaint.email))
    except LimitExceeded:
        logger.warning("complaints: too many receipts for one mailbox, %s waits", complaint.number)
        return False
    queue_mail(RECEIPT, about=complaint, to=[complaint.email], context=mail_context(complaint))
    return True

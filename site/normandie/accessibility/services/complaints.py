"""A complaint is received, answered, and erased in its time."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from core.forms.sending import Sending
from core.limits import HOUR, LimitExceeded, RateLimit, check_limits, mailbox_limits
from normandie.accessibility.models import Complaint

from .mails import send_answer, send_receipt, tell_team

MAX_PER_HOUR = 40  # from everyone together, before one is asked for patience
KEPT_AFTER_ANSWER = timedelta(days=365)
KEPT_AT_MOST = timedelta(days=3 * 365)

logger = logging.getLogger(__name__)


def receive_complaint(sending: Sending, **fields: str) -> Complaint:
    """Store a complaint, acknowledge it by mail and tell the team; return what is stored.

    A mail that cannot leave is seen in the admin, and tried again (``send_pending``). What is sent
    again is the complaint that it made already.

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
    complaint, is_new = Complaint.objects.get_or_create(sending=sending.key, defaults=fields)
    if is_new:
        _acknowledge(complaint)
        tell_team(complaint)
    return complaint


def answer_complaint(complaint: Complaint, answer: str) -> bool:
    """Keep *answer* and send it; return whether it left. Its leaving stops the clock.

    Raises:
        ValueError: when an answer has left already.
    """
    with transaction.atomic():
        kept = Complaint.objects.select_for_update().get(pk=complaint.pk)
        if kept.answered_at:
            raise ValueError(f"{kept.number} is answered")
        kept.answer, kept.state = answer, Complaint.State.IN_PROGRESS
        kept.save(update_fields=["answer", "state"])
    return send_answer(kept)


def send_pending() -> tuple[int, int]:
    """Try again the mails that could not leave; return how many left, and how many still wait."""
    receipts = Complaint.objects.filter(receipt_sent_at=None)
    answers = Complaint.objects.waiting().exclude(answer="")
    sent = [*map(_acknowledge, receipts), *map(send_answer, answers)]
    return sum(sent), len(sent) - sum(sent)


def erase_old_complaints() -> int:
    """Erase complaints a year after their answer, three after they came; return how many."""
    now = timezone.now()
    answered = Complaint.objects.filter(answered_at__lt=now - KEPT_AFTER_ANSWER)
    forgotten = Complaint.objects.filter(received_at__lt=now - KEPT_AT_MOST)
    erased, _ = (answered | forgotten).delete()
    return erased


def _acknowledge(complaint: Complaint) -> bool:
    """Send the receipt of *complaint*, unless its mailbox gets many; return whether it left.

    The complaint is never refused for it: anyone may have named that mailbox.
    """
    try:
        check_limits(mailbox_limits("receipt", complaint.email))
    except LimitExceeded:
        logger.warning("complaints: too many receipts for one mailbox, %s waits", complaint.number)
        return False
    return send_receipt(complaint)

"""A complaint is received and answered."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from directory.services.attempts import Attempts, TooManyAttempts
from normandie.accessibility.models import Complaint

from .mails import send_answer, send_receipt, tell_team

HOUR = 3600  # seconds
MAX_PER_HOUR = 40  # from everyone together: each one makes a mail leave to whom it names


class TooManyComplaints(TooManyAttempts):
    """The visitor, or everyone together, has sent enough for now."""


def receive_complaint(sender: str, **fields: str) -> Complaint:
    """Store a complaint, acknowledge it by mail and tell the team; return what is stored.

    A mail that cannot leave is seen in the admin, and tried again (``send_pending``).

    Args:
        sender: the network that it comes from (``visitors.network_of``), to count and forget.
        fields: those of ``ComplaintForm``.

    Raises:
        TooManyComplaints: past ``ACCESSIBILITY_COMPLAINTS_PER_HOUR`` for the sender, or past
            ``MAX_PER_HOUR`` for everyone. Nothing is stored.
    """
    _check_limits(sender)
    complaint = Complaint.objects.create(**fields)
    send_receipt(complaint)
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
    sent = [*map(send_receipt, receipts), *map(send_answer, answers)]
    return sum(sent), len(sent) - sum(sent)


def _check_limits(sender: str) -> None:
    since = timezone.now() - timedelta(seconds=HOUR)
    if Complaint.objects.filter(received_at__gt=since).count() >= MAX_PER_HOUR:
        raise TooManyComplaints(HOUR)
    attempts = Attempts.of("complaint", sender, seconds=HOUR)
    if attempts.add() > settings.ACCESSIBILITY_COMPLAINTS_PER_HOUR:
        raise TooManyComplaints(attempts.wait)

"""A complaint is received and answered."""

from datetime import timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Site

from core.mail.queue import queue_mail, withdraw_mails
from directory.services.attempts import Attempts, TooManyAttempts
from normandie.accessibility.mails import ANSWER, RECEIPT, TEAM
from normandie.accessibility.models import Complaint
from normandie.frame.models import FrameSettings

HOUR = 3600  # seconds
MAX_PER_HOUR = 40  # from everyone together: each one makes a mail leave to whom it names


class TooManyComplaints(TooManyAttempts):
    """The visitor, or everyone together, has sent enough for now."""


def receive_complaint(sender: str, **fields: str) -> Complaint:
    """Store a complaint, acknowledge it by mail (CRPA, R. 112-11-1) and tell the team.

    Return what is stored. A mail that cannot leave is seen in the admin, and tried again.

    Args:
        sender: the network that it comes from (``visitors.network_of``), to count and forget.
        fields: those of ``ComplaintForm``.

    Raises:
        TooManyComplaints: past ``ACCESSIBILITY_COMPLAINTS_PER_HOUR`` for the sender, or past
            ``MAX_PER_HOUR`` for everyone. Nothing is stored.
    """
    _check_limits(sender)
    with transaction.atomic():
        complaint = Complaint.objects.create(**fields)
        context = _context(complaint)
        queue_mail(RECEIPT, about=complaint, to=[complaint.email], context=context)
        queue_mail(TEAM, about=complaint, to=settings.ACCESSIBILITY_TEAM_EMAILS, context=context)
    return complaint


@transaction.atomic
def answer_complaint(complaint: Complaint, answer: str) -> None:
    """Keep *answer* and have it sent; its leaving stops the clock. It replaces one that waits.

    Raises:
        ValueError: when an answer has left already, or is leaving.
    """
    kept = Complaint.objects.select_for_update().get(pk=complaint.pk)
    if kept.answered_at or not withdraw_mails(ANSWER, kept):
        raise ValueError(f"{kept.number} is answered")
    kept.answer, kept.state = answer, Complaint.State.IN_PROGRESS
    kept.save(update_fields=["answer", "state"])
    queue_mail(ANSWER, about=kept, to=[kept.email], context=_context(kept))


def _check_limits(sender: str) -> None:
    since = timezone.now() - timedelta(seconds=HOUR)
    if Complaint.objects.filter(received_at__gt=since).count() >= MAX_PER_HOUR:
        raise TooManyComplaints(HOUR)
    attempts = Attempts.of("complaint", sender, seconds=HOUR)
    if attempts.add() > settings.ACCESSIBILITY_COMPLAINTS_PER_HOUR:
        raise TooManyComplaints(attempts.wait)


def _context(complaint: Complaint) -> dict[str, object]:
    edit_url = AdminURLFinder().get_edit_url(complaint) or "/admin/"
    return {
        "complaint": complaint,
        "frame": FrameSettings.of(Site.objects.filter(is_default_site=True).first()),
        "admin_url": urljoin(settings.WAGTAILADMIN_BASE_URL, edit_url),
    }

"""Mails about complaints. None holds what a visitor wrote, so that none is sent under our name."""

import logging
from smtplib import SMTPException
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Site

from normandie.accessibility.models import Complaint
from normandie.frame.models import FrameSettings

logger = logging.getLogger(__name__)

# Subject and body of each mail.
RECEIPT = ("emails/complaint_receipt_subject.txt", "emails/complaint_receipt_body.txt")
ANSWER = ("emails/complaint_answer_subject.txt", "emails/complaint_answer_body.txt")
TEAM = ("emails/complaint_team_subject.txt", "emails/complaint_team_body.txt")


def send_receipt(complaint: Complaint) -> bool:
    """Acknowledge *complaint* to who sent it (CRPA, R. 112-11-1); return whether it left."""
    sent = _send(RECEIPT, complaint, [complaint.email])
    if sent:
        complaint.receipt_sent_at = timezone.now()
        complaint.save(update_fields=["receipt_sent_at"])
    return sent


def send_answer(complaint: Complaint) -> bool:
    """Send the answer that is kept; its leaving stops the clock. Return whether it left."""
    sent = _send(ANSWER, complaint, [complaint.email])
    if sent:
        complaint.answered_at = timezone.now()
        complaint.state = Complaint.State.ANSWERED
        complaint.save(update_fields=["answered_at", "state"])
    return sent


def tell_team(complaint: Complaint) -> bool:
    """Tell staff that a complaint waits, and until when; return whether it left."""
    return _send(TEAM, complaint, settings.ACCESSIBILITY_TEAM_EMAILS)


def _send(templates: tuple[str, str], complaint: Complaint, to: list[str]) -> bool:
    context = _context(complaint)
    subject, body = (render_to_string(template, context) for template in templates)
    try:
        send_mail(" ".join(subject.split()), body, settings.DEFAULT_FROM_EMAIL, to)
    except (SMTPException, OSError) as error:
        logger.error(
            "complaints: %s for %s did not leave, it shows in the admin (%s)",
            templates[1],
            complaint.number,
            type(error).__name__,
        )
        return False
    return True


def _context(complaint: Complaint) -> dict[str, object]:
    edit_url = AdminURLFinder().get_edit_url(complaint) or "/admin/"
    return {
        "complaint": complaint,
        "frame": FrameSettings.of(Site.objects.filter(is_default_site=True).first()),
        "admin_url": urljoin(settings.WAGTAILADMIN_BASE_URL, edit_url),
    }

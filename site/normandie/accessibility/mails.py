"""The mails about complaints. None holds what a visitor wrote: none is sent under our name."""

from urllib.parse import urljoin

from django.conf import settings
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Site

from core.answering import answer_has_left
from core.mail.kinds import MailKind
from core.models import OutgoingMail
from normandie.accessibility.models import Complaint
from normandie.frame.models import FrameSettings


def _note_receipt(mail: OutgoingMail) -> None:
    Complaint.objects.filter(outgoing_mails__id=mail.pk).update(receipt_sent_at=mail.sent_at)


def _stop_clock(mail: OutgoingMail) -> None:
    from normandie.accessibility.workflow import COMPLAINTS  # which writes this mail

    answer_has_left(mail, COMPLAINTS)


def mail_context(complaint: Complaint) -> dict[str, object]:
    """Return what the templates of these mails say."""
    edit_url = AdminURLFinder().get_edit_url(complaint) or "/admin/"
    return {
        "complaint": complaint,
        "frame": FrameSettings.of(Site.objects.filter(is_default_site=True).first()),
        "admin_url": urljoin(settings.WAGTAILADMIN_BASE_URL, edit_url),
    }


RECEIPT = MailKind(
    "complaint-receipt",
    "Accusé de réception d’une réclamation",
    "emails/complaint_receipt.html",
    _note_receipt,
)
ANSWER = MailKind(
    "complaint-answer",
    "Réponse à une réclamation",
    "emails/complaint_answer.html",
    _stop_clock,
)
TEAM = MailKind("complaint-team", "Réclamation annoncée à l’équipe", "emails/complaint_team.html")

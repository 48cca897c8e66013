"""The mails about complaints. None holds what a visitor wrote: none is sent under our name."""

from core.mail.kinds import MailKind
from core.models import OutgoingMail
from normandie.accessibility.models import Complaint


def _note_receipt(mail: OutgoingMail) -> None:
    Complaint.objects.filter(outgoing_mails__id=mail.pk).update(receipt_sent_at=mail.sent_at)


def _stop_clock(mail: OutgoingMail) -> None:
    """The answer is given once it has left (RGAA 4.1.2, « obligations »: within a week)."""
    Complaint.objects.filter(outgoing_mails__id=mail.pk).update(
        answered_at=mail.sent_at, state=Complaint.State.ANSWERED
    )


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

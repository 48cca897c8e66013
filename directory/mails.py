"""The mails of the directory."""

from core.answering import answer_has_left
from core.mail.kinds import MailKind
from core.models import OutgoingMail


def _note_answer(mail: OutgoingMail) -> None:
    from directory.workflow import REPORTS  # which writes this mail

    answer_has_left(mail, REPORTS)


REPORT = MailKind("report", "Signalement annoncé à l’équipe", "emails/report.html")
REPORT_ANSWER = MailKind(
    "report-answer", "Réponse à un signalement", "emails/report_answer.html", _note_answer
)

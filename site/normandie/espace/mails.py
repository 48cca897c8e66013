"""The mails to managers."""

from core.mail.kinds import MailKind

REPORT_TO_MANAGERS = MailKind(
    "espace-report",
    "Signalement annoncé aux gestionnaires",
    "emails/report_to_managers.html",
)

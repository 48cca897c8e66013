"""The mails to managers."""

from core.mail.kinds import MailKind

REPORT_TO_MANAGERS = MailKind(
    "espace-report",
    "Signalement annoncé aux gestionnaires",
    "emails/report_to_managers.html",
)
STALE_SHEET = MailKind(
    "espace-stale-sheet", "Rappel de vérifier une fiche", "emails/stale_sheet.html"
)

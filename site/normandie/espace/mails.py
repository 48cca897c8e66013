"""The mails of the managers' space."""

from core.mail.kinds import MailKind

# Its occasion tells two sendings apart: each holds a link of its own.
INVITATION = MailKind(
    "place-invitation",
    "Invitation à gérer un lieu",
    "emails/place_invitation.html",
)
ACCESS_ENDED = MailKind(
    "place-access-ended",
    "Fin de la gestion d’un lieu",
    "emails/place_access_ended.html",
)
REPORT_TO_MANAGERS = MailKind(
    "espace-report",
    "Signalement annoncé aux gestionnaires",
    "emails/report_to_managers.html",
)
STALE_SHEET = MailKind(
    "espace-stale-sheet", "Rappel de vérifier une fiche", "emails/stale_sheet.html"
)

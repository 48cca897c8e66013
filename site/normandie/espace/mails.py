"""The mails of the managers' space."""

from urllib.parse import urljoin

from django.conf import settings

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
# About an attribution of a label.
LABEL_GRANTED = MailKind(
    "espace-label-granted", "Label accordé, annoncé aux gestionnaires", "emails/label_granted.html"
)
LABEL_RENEWAL = MailKind(
    "espace-label-renewal", "Rappel de renouveler un label", "emails/label_renewal.html"
)
LABEL_REPORT = MailKind(
    "espace-label-report", "Bilan annuel demandé aux gestionnaires", "emails/label_report.html"
)
NEWS = MailKind("collective-news", "Actualité du collectif", "emails/collective_news.html")
# About the profile of who gets it, its occasion the moment.
DIGEST = MailKind(
    "collective-digest", "Questions du jour entre gérants", "emails/collective_digest.html"
)
ANSWERED = MailKind(
    "collective-answer", "Réponse à la question d’un gérant", "emails/collective_answer.html"
)
# About the profile of who gets it, its occasion the day and what tells two messages apart.
MESSAGE = MailKind("collective-message", "Message entre gérants", "emails/collective_message.html")
HIDDEN = MailKind(
    "collective-hidden", "Message masqué, annoncé à son auteur", "emails/collective_hidden.html"
)


def absolute(path: str) -> str:
    """Return the whole address of a *path* of the space, for a mail."""
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path)

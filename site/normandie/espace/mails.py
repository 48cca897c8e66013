"""The mails of the managers' space."""

from urllib.parse import urljoin

from django.conf import settings

from core.mail.kinds import MailKind

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

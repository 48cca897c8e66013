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

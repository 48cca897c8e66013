"""The mails about calls and files. Their links open what they are about, and nothing else."""

from datetime import timedelta
from typing import TYPE_CHECKING

from core.mail.kinds import MailKind

if TYPE_CHECKING:
    from core.models import OutgoingMail

NOTICE_CONFIRMATION = MailKind(
    "call-notice-confirmation",
    "Confirmation de «\u00a0prévenez-moi\u00a0»",
    "emails/call_notice_confirmation.html",
)
# About a call, its occasion the moment of its opening.
CALL_OPENED = MailKind(
    "call-opened",
    "Ouverture d’un appel",
    "emails/call_opened.html",
)
LINK = MailKind("dossier-link", "Lien vers un dossier commencé", "emails/dossier_link.html")
LINKS = MailKind("dossier-links", "Liens redemandés vers des dossiers", "emails/dossier_links.html")
RECEIPT = MailKind(
    "dossier-receipt", "Accusé de réception d’un dossier", "emails/dossier_receipt.html"
)
RECEIVED = MailKind(
    "dossier-received", "Dossier déposé, annoncé au service", "emails/dossier_received.html"
)
TO_SERVICE = MailKind(
    "dossier-message", "Message d’un porteur annoncé au service", "emails/dossier_message.html"
)
WITHDRAWN = MailKind(
    "dossier-withdrawn", "Retrait d’un dossier annoncé au service", "emails/dossier_withdrawn.html"
)
# Its occasion is the key of the file.
FILE_REFUSED = MailKind(
    "dossier-file-refused", "Fichier refusé par l’antivirus", "emails/dossier_file_refused.html"
)
# Its occasion is the day of the closing. Past the closing it is worth nothing.
REMINDER = MailKind(
    "dossier-reminder",
    "Rappel avant la clôture d’un appel",
    "emails/dossier_reminder.html",
    keep_trying=timedelta(days=2),
)


def _erasure_told(mail: "OutgoingMail") -> None:
    from ami.services.erasures import note_that_told  # which declares its mail here

    note_that_told(mail)


# Its occasion is the day of the last change.
ERASURE = MailKind(
    "dossier-erasure",
    "Annonce de l’effacement d’un brouillon",
    "emails/dossier_erasure.html",
    on_sent=_erasure_told,
)

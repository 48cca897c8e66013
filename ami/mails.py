"""The mails about calls and files. Their links open what they are about, and nothing else."""

from core.mail.kinds import MailKind

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

"""The mails about files. Their links open the file of who receives them, and nothing else."""

from core.mail.kinds import MailKind

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

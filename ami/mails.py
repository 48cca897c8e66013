"""The mails about calls and files."""

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

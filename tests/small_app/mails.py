"""The mails of loans."""

from core.mail.kinds import MailKind

GRANTED = MailKind("loan-granted", "Prêt accordé", "small_app/loan_granted.html")

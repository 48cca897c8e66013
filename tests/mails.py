"""The mails of a test: sent by the worker's own code to Django's memory, or to a real server."""

from django.core import mail
from django.core.mail import EmailMessage

from core.mail.delivery import send_due_mails


def sent_mails() -> list[EmailMessage]:
    """Send what waits in the outbox, and return all that the test has sent."""
    send_due_mails()
    return mail.outbox


def recipients() -> list[str]:
    """Return whom all these mails are to, by address: those of one moment leave in no order."""
    return sorted(address for sent in sent_mails() for address in sent.to)

"""The mails of the letter. They hold nothing that a visitor wrote."""

import logging
from smtplib import SMTPException, SMTPServerDisconnected
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from events.models import Subscription

logger = logging.getLogger(__name__)

# Subject and body of each mail.
CONFIRMATION = ("emails/letter_confirmation_subject.txt", "emails/letter_confirmation_body.txt")
LETTER = ("emails/letter_subject.txt", "emails/letter_body.txt")
# The mail may have left all the same: it is not sent again.
IN_DOUBT = (TimeoutError, SMTPServerDisconnected)


def send_confirmation(subscription: Subscription, base_url: str) -> bool:
    """Ask the mailbox whether it wants the letter (double opt-in); return whether it left."""
    context = {"subscription": subscription, "confirm_url": f"{base_url}{subscription.token}/"}
    return _send(CONFIRMATION, subscription, context, {})


def send_letter(subscription: Subscription, days: list[dict[str, Any]], base_url: str) -> bool:
    """Send the letter of the week; return False when it certainly did not leave."""
    leave_url = f"{base_url}{subscription.token}/desabonnement/"
    context = {"days": days, "leave_url": leave_url, "agenda_url": base_url.removesuffix("lettre/")}
    headers = {
        # RFC 8058: mailboxes show a button that sends this very POST.
        "List-Unsubscribe": f"<{leave_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return _send(LETTER, subscription, context, headers)


def _send(
    templates: tuple[str, str],
    subscription: Subscription,
    context: dict[str, Any],
    headers: dict[str, str],
) -> bool:
    context |= {"region": settings.REGION}
    subject, body = (render_to_string(template, context) for template in templates)
    mail = EmailMessage(
        " ".join(subject.split()),
        body,
        settings.DEFAULT_FROM_EMAIL,
        [subscription.email],
        headers=headers,
    )
    try:
        mail.send()
    except IN_DOUBT as error:
        logger.error("letter: %s in doubt (%s)", subscription, type(error).__name__)
    except (SMTPException, OSError) as error:
        logger.error("letter: %s did not leave (%s)", subscription, type(error).__name__)
        return False
    return True

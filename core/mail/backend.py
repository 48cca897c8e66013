"""The road of all that calls ``django.core.mail``: moderation by Wagtail, forgotten passwords…"""

import uuid
from base64 import b64encode
from collections.abc import Sequence
from email.mime.base import MIMEBase
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone
from django.utils.html import strip_tags

from core.models import OutgoingMail

from .kinds import NOTICE
from .queue import wake_worker


class OutboxBackend(BaseEmailBackend):
    """Writes what it is given into the outbox, a row for each person; the worker sends it.

    ``EMAIL_BACKEND``; what really sends is ``MAIL_TRANSPORT``.
    """

    def __init__(self, fail_silently: bool = False, **kwargs: Any) -> None:
        super().__init__(fail_silently=fail_silently)  # a user and a password are the transport's

    @transaction.atomic
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write *email_messages* and return how many there are."""
        mails = [mail for message in email_messages for mail in _mails_of(message)]
        OutgoingMail.objects.bulk_create(mails)
        wake_worker()
        return len(email_messages)


def _mails_of(message: EmailMessage) -> list[OutgoingMail]:
    text, html = _bodies(message)
    headers = {name: str(value) for name, value in message.extra_headers.items()}
    if message.reply_to:
        headers["Reply-To"] = ", ".join(message.reply_to)
    return [
        OutgoingMail(
            kind=NOTICE.name,
            occasion=uuid.uuid4().hex,
            recipient=recipient,
            from_email=message.from_email or "",
            subject=" ".join(str(message.subject).split()),
            text=text,
            html=html,
            headers=headers,
            attachments=[_attachment(each) for each in message.attachments],
            give_up_at=timezone.now() + NOTICE.keep_trying,
        )
        for recipient in message.recipients()
    ]


def _bodies(message: EmailMessage) -> tuple[str, str]:
    """Return the plain text and the HTML of *message*, either of which may be missing there."""
    body = str(message.body)
    if message.content_subtype == "html":
        return strip_tags(body), body
    alternatives = getattr(message, "alternatives", [])
    html = [str(content) for content, media_type in alternatives if media_type == "text/html"]
    return body, html[0] if html else ""


def _attachment(attachment: Any) -> list[str]:
    """Return the name, the content in base 64 and the media type of what a mail carries."""
    if isinstance(attachment, MIMEBase):
        name: str | None = attachment.get_filename()
        content: Any = attachment.get_payload(decode=True)
        media_type: str | None = attachment.get_content_type()
    else:
        name, content, media_type = attachment
    data = content.encode() if isinstance(content, str) else content
    return [
        name or "document",
        b64encode(data).decode("ascii"),
        media_type or "application/octet-stream",
    ]

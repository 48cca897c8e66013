"""What the team hides of what managers write, and shows again."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from core.mail.queue import queue_mail
from normandie.espace.mails import HIDDEN, absolute
from normandie.espace.models import Contribution

HIDE, SHOW = "espace.hidden", "espace.shown"  # in the log: by whom and when


@transaction.atomic
def hide(written: Contribution, by: Any, reason: str) -> None:
    """Hide *written* from everybody but its author, who is told why. Hidden already: nothing."""
    hidden_at = timezone.now()
    rows = type(written)._default_manager.filter(pk=written.pk, hidden_at=None)
    if not rows.update(hidden_at=hidden_at, hidden_reason=reason):
        return
    written.hidden_at, written.hidden_reason = hidden_at, reason
    log(written, HIDE, user=by)
    if written.author is not None and written.author.email:
        queue_mail(
            HIDDEN,
            about=written,
            to=[written.author.email],
            context={
                "what": written._meta.verbose_name,
                "text": written.text,
                "reason": reason,
                "url": absolute(written.get_absolute_url()),
            },
            occasion=f"{hidden_at:%Y-%m-%dT%H:%M:%S}",
        )


@transaction.atomic
def show(written: Contribution, by: Any) -> None:
    """Show *written* to everybody again. Shown already: nothing."""
    rows = type(written)._default_manager.filter(pk=written.pk, hidden_at__isnull=False)
    if rows.update(hidden_at=None, hidden_reason=""):
        written.hidden_at, written.hidden_reason = None, ""
        log(written, SHOW, user=by)

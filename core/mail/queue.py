"""Writing mails into the outbox, in the transaction of the deed, and having one tried again."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from core.models import OutgoingMail

from .kinds import MailKind, kind_of
from .rendering import render_mail


def queue_mail(
    kind: MailKind,
    *,
    about: models.Model | None,
    to: Iterable[str],
    context: dict[str, Any],
    occasion: str = "",
    headers: Mapping[str, str] | None = None,
    wake: bool = True,
) -> None:
    """Write a mail for each address of *to*; it leaves once the transaction is committed.

    Call it in the transaction of the deed, so that one never stands without the other. What is
    queued already, sent or not, is left as it is.

    Args:
        about: what the mail tells of; with *kind* and *occasion*, it makes the mail unique. None
            for an address of which the site knows nothing.
        context: for the template of *kind*.
        occasion: what tells apart two mails of a kind about the same thing: the week of a letter.
        wake: whether to wake the worker; False for who queues many, then calls ``wake_worker``.
    """
    rendered = render_mail(kind.template, context)
    mails = [
        OutgoingMail(
            kind=kind.name,
            about=about,
            occasion=occasion,
            recipient=recipient,
            subject=rendered.subject,
            text=rendered.text,
            html=rendered.html,
            headers=dict(headers or {}),
            give_up_at=timezone.now() + kind.keep_trying,
        )
        for recipient in to
    ]
    OutgoingMail.objects.bulk_create(mails, ignore_conflicts=True)
    if wake:
        wake_worker()


def withdraw_mails(kind: MailKind, about: models.Model) -> bool:
    """Erase the mails of *kind* about a thing that have not left; return whether none is left.

    One that has left, or that a worker is sending right now, cannot be called back.
    """
    written = OutgoingMail.objects.filter(
        kind=kind.name,
        about_type=ContentType.objects.get_for_model(about),
        about_id=about.pk,
    )
    written.unleased(timezone.now()).exclude(state=OutgoingMail.State.SENT).delete()
    return not written.exists()


def wake_worker() -> None:
    """Have what is queued sent as soon as the transaction is committed.

    A wake that is lost costs a minute: ``manage.py send_mails`` sends what is due.
    """
    from core.tasks import deliver_mails  # which needs the models of every app

    transaction.on_commit(deliver_mails.enqueue, robust=True)


def resend(mail: OutgoingMail) -> bool:
    """Have *mail* tried at once by the next worker, and for as long as a new one.

    Return whether it still had to leave.
    """
    now = timezone.now()
    unsent = OutgoingMail.objects.exclude(state=OutgoingMail.State.SENT)
    changed = (
        unsent.unleased(now)
        .filter(pk=mail.pk)
        .update(
            state=OutgoingMail.State.WAITING,
            due_at=now,
            give_up_at=now + kind_of(mail).keep_trying,
            tries=0,
        )
    )
    return bool(changed)

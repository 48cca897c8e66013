"""What staff do with a mail that did not leave, and what becomes of those that did."""

from datetime import timedelta

from django.utils import timezone

from core.models import OutgoingMail

from .kinds import kind_of
from .queue import wake_worker

KEPT_FOR = timedelta(days=30)  # after it left, or was last due: long enough to answer « did it? »


def resend(mail: OutgoingMail) -> bool:
    """Have *mail* tried now, for as long as a new one; return whether it still had to leave."""
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
    wake_worker()
    return bool(changed)


def purge_old_mails() -> int:
    """Erase the rows of mails that left, or were abandoned, ``KEPT_FOR`` ago; return how many."""
    limit = timezone.now() - KEPT_FOR
    over = OutgoingMail.objects.exclude(state=OutgoingMail.State.WAITING)
    over = over.filter(due_at__lt=limit).exclude(sent_at__gte=limit)
    return over.delete()[0] if over.exists() else 0

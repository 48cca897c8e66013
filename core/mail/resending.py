"""What staff do with a mail that did not leave."""

from django.utils import timezone

from core.models import OutgoingMail

from .kinds import kind_of
from .queue import wake_worker


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

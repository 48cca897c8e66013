"""What staff do with a mail that did not leave."""

from django.utils import timezone

from core.models import OutgoingMail

from .kinds import kind_of


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

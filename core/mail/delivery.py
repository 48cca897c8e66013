"""Sending what is in the outbox: each mail by one worker, marked at once, tried again later."""

import logging
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import DatabaseError, close_old_connections, transaction
from django.utils import timezone

from core.models import OutgoingMail
from core.rows import for_each

from .kinds import kind_of
from .transport import NotSent, Transport

logger = logging.getLogger(__name__)

# How long a mail is a worker's own. Longer than the sending of one, whose every step waits for
# ``EMAIL_TIMEOUT``: past it, another worker takes the mail for abandoned and sends it.
LEASE = timedelta(minutes=10)
ROUND = timedelta(seconds=60)  # a worker that is asked to stop is free again within it
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
UNREACHABLE_IN_A_ROW = 3  # then the server is away, and the round ends


@dataclass
class Round:
    """What a round of sending came to.

    ``abandoned`` counts, by the label of their kind, the mails that nobody will try again;
    ``failures`` names those that have left and whose ``on_sent`` failed.
    """

    sent: int = 0
    failed: int = 0
    abandoned: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)


def send_due_mails() -> Round:
    """Send the mails that are due, until none is, the server is away or ``ROUND`` is over.

    Safe to run as often as wished and by several at once. A mail that fails costs itself alone.
    """
    result = Round(abandoned=give_up_old_mails())
    transport = Transport()
    unreachable = 0
    end = time.monotonic() + ROUND.total_seconds()
    try:
        while unreachable < UNREACHABLE_IN_A_ROW and time.monotonic() < end:
            mail = _claim()
            if mail is None:
                break
            try:
                transport.send(mail)
            except NotSent as failure:
                _put_off(mail, failure)
                result.failed += 1
                if failure.for_good:
                    result.abandoned[kind_of(mail).label] += 1
                unreachable = unreachable + 1 if failure.unreachable else 0
            else:
                result.failures += _mark_sent(mail)
                result.sent += 1
                unreachable = 0
    finally:
        transport.close()
    return result


def give_up_old_mails() -> Counter[str]:
    """Abandon the mails that could not leave in their time: staff see them, nobody sends them.

    Return how many, by the label of their kind.
    """
    now = timezone.now()
    # One that was never tried, for want of a worker or of a server, still has its chance.
    old = OutgoingMail.objects.waiting().unleased(now).filter(give_up_at__lte=now, tries__gt=0)
    abandoned = Counter[str]()
    for mail in old.only("kind"):
        if old.filter(pk=mail.pk).update(state=OutgoingMail.State.ABANDONED):
            abandoned[kind_of(mail).label] += 1
            logger.error("mail: %s (%s) given up, it shows in the admin", mail.pk, mail.kind)
    return abandoned


def _claim() -> OutgoingMail | None:
    """Take the next mail for ``LEASE``, in a transaction of its own.

    Two workers never take the same: PostgreSQL passes over locked rows, and SQLite, which ignores
    that, has one writer at a time (``transaction_mode`` IMMEDIATE).
    """
    now = timezone.now()
    due = OutgoingMail.objects.due(now)
    if not due.exists():  # nor is it here
        return None
    with transaction.atomic():
        mail = due.select_for_update(skip_locked=True).first()
        if mail is not None:
            mail.lease, mail.leased_until = uuid.uuid4(), now + LEASE
            mail.tries += 1
            mail.save(update_fields=["lease", "leased_until", "tries"])
    return mail


def _mark_sent(mail: OutgoingMail) -> list[str]:
    """Write that *mail* has left, as long as it takes within its lease; name it if more failed.

    A database that is away for a moment must not make the mail leave again.
    """
    while True:
        try:
            return _write_sent(mail)
        except DatabaseError as error:
            logger.error("mail: %s has left, unmarked yet (%s)", mail.pk, type(error).__name__)
            if timezone.now() >= _end_of_lease(mail):
                raise
            time.sleep(1)
            close_old_connections()


@transaction.atomic
def _write_sent(mail: OutgoingMail) -> list[str]:
    """Mark *mail* and erase what it says: personal data, links that are secrets.

    Return it, named, if what follows from its departure (``on_sent``) failed.
    """
    mail.sent_at = timezone.now()
    ours = OutgoingMail.objects.filter(pk=mail.pk, lease=mail.lease)
    marked = ours.update(
        state=OutgoingMail.State.SENT,
        sent_at=mail.sent_at,
        leased_until=None,
        subject="",
        text="",
        html="",
        headers={},
        attachments=[],
        error="",
    )
    if not marked:  # erased meanwhile with what it was about, or sent past its lease
        logger.warning("mail: %s has left, and was no longer ours", mail.pk)
        return []
    effect = kind_of(mail).on_sent
    if effect is None:
        return []
    return for_each([mail], effect, lambda mail: f"suite du courriel {mail.pk} ({mail.kind})")


def _put_off(mail: OutgoingMail, failure: NotSent) -> None:
    """Have *mail* tried again later: 1 minute, 2, 4… an hour."""
    state = OutgoingMail.State.ABANDONED if failure.for_good else OutgoingMail.State.WAITING
    wait = min(FIRST_WAIT * 2 ** min(mail.tries - 1, 10), LONGEST_WAIT)
    OutgoingMail.objects.filter(pk=mail.pk, lease=mail.lease).update(
        state=state, due_at=timezone.now() + wait, leased_until=None, error=failure.reason
    )
    logger.error("mail: %s (%s) did not leave: %s", mail.pk, mail.kind, failure.reason)


def _end_of_lease(mail: OutgoingMail) -> datetime:
    return mail.leased_until or timezone.now()

"""What the engine must be told, written in the transaction of the change."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from core.models import TextToSend

from . import client

BEHIND = timedelta(seconds=10)  # past which the tables answer, that are always true


def note(fed: str, pks: Iterable[int]) -> None:
    """Have the engine told of some rows, once the present transaction is committed.

    Without an engine, nothing is written: the index that one is given later is made whole.

    Args:
        fed: what they are, see ``core.engine.indexes.Fed.name``.
    """
    if not client.is_set():
        return
    lines = [TextToSend(fed=fed, row=pk) for pk in dict.fromkeys(pks)]
    if TextToSend.objects.bulk_create(lines, batch_size=1_000):
        transaction.on_commit(partial(_wake, lines[0]), robust=True)


def _wake(first: TextToSend) -> None:
    """Wake who sends, unless others wait already: who sends those sends these too.

    A wake that is lost costs five minutes, during which the tables answer.
    """
    from core.tasks import send_texts

    if not TextToSend.objects.filter(pk__lt=first.pk).exists():
        send_texts.enqueue()


def is_behind() -> bool:
    """Whether the engine has not been told of something for longer than it takes to tell it."""
    since = TextToSend.objects.order_by("pk").values_list("since", flat=True).first()
    return since is not None and timezone.now() - since > BEHIND

"""What is watched of the ground floor: the machine and its engines, tasks and mails.

Backups are not: a site that its host saves has none of ours (docs/decisions/0058-backups.md).
"""

import secrets
import shutil
import time
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.core.cache import DEFAULT_CACHE_ALIAS, caches
from django.core.files.storage import FileSystemStorage, storages
from django.db import connection
from django_tasks_db.models import DBTaskResult

from core.health_checks import Finding, State, check, measured, oldest_waiting
from core.limits import CACHE as COUNTERS
from core.models import OutgoingMail

MEGABYTE = 1_000_000  # bytes
# A few mails take seconds; minutes of work wait in turn in the other queue.
QUEUES = {
    "default": {"warns": timedelta(minutes=10), "fails": timedelta(hours=1)},
    "slow": {"warns": timedelta(hours=1), "fails": timedelta(hours=6)},
}


@check("database")
def database() -> Finding:
    """Connect, and ask the least: what a page does before anything else."""
    begun = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return measured(_since(begun), "ms", "La base de données répond.", warns=500, fails=2_000)


@check("cache")
def cache() -> Finding:
    """Write and read back where all processes share: what pages keep, and the limits.

    A Redis that is away raises nothing: it forgets.
    """
    begun, key = time.monotonic(), f"health.{secrets.token_hex(8)}"
    kept = [caches[alias] for alias in (DEFAULT_CACHE_ALIAS, COUNTERS)]
    for each in kept:
        each.set(key, key, 60)
    if any(each.get(key) != key for each in kept):
        return Finding(State.FAILING, "Le cache ne garde rien\u00a0: pages lentes, limites levées.")
    return measured(_since(begun), "ms", "Le cache répond.", warns=500, fails=2_000)


@check("disk.media")
def media() -> Finding:
    return _room(storages["default"])


@check("disk.private")
def private() -> Finding:
    return _room(storages["private"])


def _room(storage: Any) -> Finding:
    """Say how much room is left where *storage* is, or will be once it holds a file.

    A store has no end; it says whether it answers to the account of the site.
    """
    if not isinstance(storage, FileSystemStorage):
        taken = round(storage.ping() * 1_000)
        words = "Le dépôt de ces fichiers répond."
        return measured(taken, "ms", words, warns=500, fails=2_000)
    folder = Path(storage.location)
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free // MEGABYTE
    return measured(free, "Mo", f"{free}\u00a0Mo libres.", warns=2_000, fails=500)


def _tasks(queue: str) -> Finding:
    waiting = DBTaskResult.objects.ready().filter(queue_name=queue)
    return oldest_waiting(waiting, "enqueued_at", "en attente", **QUEUES[queue])


for _queue in QUEUES:
    check(f"tasks.{_queue}")(partial(_tasks, _queue))


@check("mails.waiting")
def mails_waiting() -> Finding:
    """Those that should have left: the worker and its timer are away, or the mail server is."""
    return oldest_waiting(
        OutgoingMail.objects.due(),
        "due_at",
        "à envoyer",
        warns=timedelta(minutes=10),
        fails=timedelta(hours=1),
    )


@check("mails.failed")
def mails_failed() -> Finding:
    """Those that staff see on their first screen: a mailbox that is wrong is no breakdown."""
    waiting, abandoned = OutgoingMail.objects.counted_in_trouble()
    words = f"{waiting} à renvoyer après un échec, {abandoned} abandonnés."
    return measured(waiting + abandoned, "", words, warns=1)


def _since(begun: float) -> int:
    return round((time.monotonic() - begun) * 1_000)

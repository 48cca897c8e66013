"""Long work that writes in short transactions, and leaves the others their turn.

SQLite has one writer at a time, and who waits for it only tries again each tenth of a second: work
that begins a transaction as soon as it has ended the last would keep all others waiting until it is
over (docs/decisions/0064-cache-and-writers.md).
"""

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.db import connection

WORKED = 0.3  # seconds, after which the others have theirs
LEFT = 0.15  # seconds: longer than who waits for SQLite sleeps between two tries

T = TypeVar("T")


def sharing_write_lock(items: Iterable[T]) -> Iterator[T]:
    """Yield each of *items*, to be written in a transaction of its own, and leave others time.

    Where the database lets several write at once, or where all is in one transaction already,
    nobody would have anything of that time.
    """
    begun = time.monotonic()
    for item in items:
        yield item
        if time.monotonic() - begun >= WORKED and _others_wait():
            time.sleep(LEFT)
            begun = time.monotonic()


def _others_wait() -> bool:
    return connection.vendor == "sqlite" and not connection.in_atomic_block

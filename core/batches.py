"""Working through long lists a part at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

T = TypeVar("T")
Row = TypeVar("Row", bound=Model)
READ_AT_ONCE = 200  # rows


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield *items* by lists of *size*, the last one shorter; as Python 3.12's ``batched``."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def by_key(rows: QuerySet[Row, Any], size: int = READ_AT_ONCE) -> Iterator[Row]:
    """Yield *rows* in the order of their keys, read by *size*, for who writes in between.

    ``iterator()`` leaves its query open: SQLite then refuses what is written (« database is
    locked ») as soon as somebody else has written since it began.
    """
    rows = rows.order_by("pk")
    part = list(rows[:size])
    while part:
        yield from part
        part = list(rows.filter(pk__gt=part[-1].pk)[:size])

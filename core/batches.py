"""Working through long lists a part at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield *items* by lists of *size*, the last one shorter; as Python 3.12's ``batched``."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch

"""How much memory a long work holds, whenever Python's collector of cycles would have come by."""

import gc
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
COLLECTED_EVERY = 50  # items


def collected(items: Iterable[T]) -> Iterator[T]:
    """Yield *items*, without what those already gone have left in cycles of references."""
    for rank, item in enumerate(items):
        if rank % COLLECTED_EVERY == 0:
            gc.collect()
        yield item


def peak(work: Callable[[], object]) -> int:
    """Return the most that *work* held at one time, in bytes."""
    gc.collect()
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

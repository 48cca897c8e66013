"""Whatever visitors ask for, what a process keeps of it stays small."""

import gc
import tracemalloc

from django.core.cache import caches

from core.cache import IN_PROCESS, VersionedCache
from core.typed_cache import LARGEST
from normandie.settings.caches import TYPED

ASKED = VersionedCache("asked")
MEGABYTE = 1_000_000


def test_what_is_large_is_made_again_and_what_is_small_is_not() -> None:
    made: list[int] = []

    def make(size: int) -> str:
        made.append(size)
        return "x" * size

    for size in (10, 10, LARGEST, LARGEST):
        kept = ASKED.get_or_compute("text", size, lambda size=size: make(size), alias=IN_PROCESS)
        assert len(kept) == size

    assert made == [10, LARGEST, LARGEST]


def test_what_became_large_is_not_told_as_it_was() -> None:
    caches[IN_PROCESS].set("a", "before")
    caches[IN_PROCESS].set("a", "x" * LARGEST)

    assert caches[IN_PROCESS].get("a") is None


def test_it_is_bounded_however_many_ask_for_whole_files() -> None:
    gc.collect()
    tracemalloc.start()
    try:
        for number in range(3 * TYPED):
            size = LARGEST - 100 if number % 2 else 50 * LARGEST
            ASKED.get_or_compute("file", number, lambda size=size: b"x" * size, alias=IN_PROCESS)
        held = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()

    assert MEGABYTE < held < 20 * MEGABYTE

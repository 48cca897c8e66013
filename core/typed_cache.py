"""The cache of what visitors type: whatever they ask for, it holds little."""

import pickle
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache

LARGEST = 16_000  # bytes: what is read of a text takes less than one of those thousands


class TypedTextCache(LocMemCache):
    """The memory of a process, without what is large: it is made again each time.

    Django bounds the number of entries alone, and each may be a whole file.
    """

    def add(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        return _is_small(value) and super().add(key, value, timeout, version)

    def set(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        """Keep *value*, or nothing for *key* where it is too large."""
        if _is_small(value):
            super().set(key, value, timeout, version)
        else:
            self.delete(key, version)


def _is_small(value: Any) -> bool:
    return len(pickle.dumps(value, pickle.HIGHEST_PROTOCOL)) <= LARGEST

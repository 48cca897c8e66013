"""What is kept in the cache of the directory, and when it is dropped.

Counts and filters of the list are the same for every visitor until a sheet changes. They are kept
under the version of the directory, which each change renews: with a shared cache (``CACHE_URL``)
nothing stale is ever shown; with one cache per process, for ``KEPT_SECONDS`` at most
(docs/decisions/0006-cost-of-pages.md).
"""

import time
from collections.abc import Callable
from hashlib import sha256
from typing import Any, TypeVar, cast

from django.core.cache import cache

VERSION = "directory.version"
KEPT_SECONDS = 60

T = TypeVar("T")


def directory_version() -> int:
    """Return the number that changes each time something of the directory does."""
    return cast(int, cache.get_or_set(VERSION, time.time_ns, None))


def renew_version(**kwargs: Any) -> None:
    """Drop all that is kept; also a receiver of signals."""
    cache.set(VERSION, time.time_ns(), None)


def kept(name: str, asked: object, compute: Callable[[], T]) -> T:
    """Return what *compute* gives for *asked*, once while the directory stays the same."""
    digest = sha256(repr(asked).encode()).hexdigest()[:32]
    key = f"directory.{name}.{directory_version()}.{digest}"
    return cast(T, cache.get_or_set(key, compute, KEPT_SECONDS))

"""What is kept of editorial pages, and when it is dropped.

A page shows titles of other pages, images, documents and places: whatever changes among them
renews one version for all pages, which costs one reading of each. See ``core.cache`` for
what it means with one cache per process.
"""

from collections.abc import Callable
from typing import TypeVar

from core.cache import VersionedCache
from directory.caches import directory_cache

T = TypeVar("T")

editorial_cache = VersionedCache("editorial")


def cached_content(asked: object, compute: Callable[[], T]) -> T:
    """Return what *compute* gives for *asked*, once while contents and directory stay the same."""
    return editorial_cache.get_or_compute("page", (directory_cache.version(), asked), compute)

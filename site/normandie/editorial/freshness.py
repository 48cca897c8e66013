"""What is kept of editorial pages, and when it is dropped.

A page shows titles of other pages, images, documents and places: whatever changes among them
renews one version for all pages, which costs one reading of each. See ``directory.freshness`` for
what it means with one cache per process.
"""

from collections.abc import Callable
from typing import TypeVar

from directory.freshness import Shelf, directory_version

T = TypeVar("T")

EDITORIAL = Shelf("editorial")
renew_version = EDITORIAL.renew


def kept(asked: object, compute: Callable[[], T]) -> T:
    """Return what *compute* gives for *asked*, once while contents and directory stay the same."""
    return EDITORIAL.kept("page", (directory_version(), asked), compute)

"""Rows that are long to make, from which several tests or cases start."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import transaction
from pytest_django import DjangoDbBlocker

Made = TypeVar("Made")


@contextmanager
def undone() -> Iterator[None]:
    """Undo in the database what the block did there; objects in memory keep what it gave them."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def undone_at_last(blocker: DjangoDbBlocker) -> Iterator[Callable[[Callable[[], Made]], Made]]:
    """Give what makes rows outside of tests, for all those of the block; they go with the last."""

    def make(build: Callable[[], Made]) -> Made:
        with blocker.unblock():
            return build()

    whole = undone()
    make(whole.__enter__)
    try:
        yield make
    finally:
        make(lambda: whole.__exit__(None, None, None))

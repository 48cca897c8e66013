"""Cases that each start from the same rows, which are long to make."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    """Undo in the database what the block did there; objects in memory keep what it gave them."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)

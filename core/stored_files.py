"""A private file leaves the store with its row, however that goes, or once another replaces it."""

import logging
from functools import partial
from typing import Any

from django.core.files.storage import Storage
from django.db import transaction

logger = logging.getLogger(__name__)


def delete_file(instance: Any, **kwargs: Any) -> None:
    """Delete the ``file`` of *instance* once the transaction is certain: a receiver of signals."""
    if instance.file.name:
        transaction.on_commit(partial(_delete, instance.file.storage, instance.file.name))


def _delete(storage: Storage, name: str) -> None:
    try:
        storage.delete(name)
    except OSError:
        logger.exception("a private file stays in the store: %s", name)

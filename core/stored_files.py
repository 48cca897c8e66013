"""Stored files, wherever they are: private ones leave with their row, or once replaced."""

import logging
from functools import partial
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.db import transaction

from core.pictures.storage import WholeFileStorage

logger = logging.getLogger(__name__)

# Of a file that the disk or the store did not take, after its name or beside its field.
NOT_KEPT = "ce fichier n’a pas pu être enregistré. Réessayez dans quelques minutes."


class StoreAway(OSError):
    """The store of files does not answer, or refuses."""


def delete_file(instance: Any, **kwargs: Any) -> None:
    """Delete the ``file`` of *instance* once the transaction is certain: a receiver of signals."""
    if instance.file.name:
        transaction.on_commit(partial(_delete, instance.file.storage, instance.file.name))


def _delete(storage: Storage, name: str) -> None:
    try:
        storage.delete(name)
    except OSError:
        logger.exception("a private file stays in the store: %s", name)


def storage_named(alias: str) -> Storage:
    """Return the storage that the settings call *alias*."""
    return storages[alias]


def raw_storage(alias: str) -> Storage:
    """Return the same place, where what is written is kept as it is and replaces what was there."""
    options = settings.STORAGES[alias].get("OPTIONS", {})
    if isinstance(storages[alias], FileSystemStorage):
        return WholeFileStorage(**options | {"allow_overwrite": True})
    options = options | {"file_overwrite": True}
    return storages.create_storage({"BACKEND": "core.s3.S3Files", "OPTIONS": options})

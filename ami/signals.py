"""A private file leaves the disk with its row, however that goes: by hand, or with its dossier."""

import logging
from functools import partial
from typing import Any

from django.core.files.storage import Storage
from django.db import transaction
from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver

from ami.models import Attachment, Dossier, Export, PreviewPicture
from ami.services.exports import forget_exports_of

logger = logging.getLogger(__name__)


@receiver(post_delete, sender=Attachment)
@receiver(post_delete, sender=Export)
@receiver(post_delete, sender=PreviewPicture)
def delete_file(instance: Any, **kwargs: Any) -> None:
    """Delete the ``file`` of *instance* once the deletion of the row is certain."""
    if instance.file.name:
        transaction.on_commit(partial(_delete, instance.file.storage, instance.file.name))


def _delete(storage: Storage, name: str) -> None:
    try:
        storage.delete(name)
    except OSError:
        logger.exception("a private file stays on the disk: %s", name)


@receiver(pre_delete, sender=Dossier)
def forget_exports(instance: Dossier, **kwargs: Any) -> None:
    """No copy outlives a file, whoever deletes it."""
    forget_exports_of([instance])

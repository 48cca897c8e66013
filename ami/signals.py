"""What leaves with a row, however that goes: by hand, or with its dossier."""

from typing import Any

from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver

from ami.models import Attachment, Dossier, Export, PreviewPicture
from ami.services.exports import forget_exports_of
from core.stored_files import delete_file

for model in (Attachment, Export, PreviewPicture):
    post_delete.connect(delete_file, sender=model)


@receiver(pre_delete, sender=Dossier)
def forget_exports(instance: Dossier, **kwargs: Any) -> None:
    """No copy outlives a file, whoever deletes it."""
    forget_exports_of([instance])

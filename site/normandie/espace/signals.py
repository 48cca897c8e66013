"""A private file leaves the store with its row, or when another one takes its place."""

from typing import Any

from django.db.models.signals import post_delete, pre_save
from django.dispatch import receiver

from ami.signals import delete_file
from normandie.espace.models import SharedDocument

post_delete.connect(delete_file, sender=SharedDocument)


@receiver(pre_save, sender=SharedDocument)
def delete_replaced_file(instance: SharedDocument, **kwargs: Any) -> None:
    former = SharedDocument.objects.filter(pk=instance.pk).first() if instance.pk else None
    if former is not None and former.file.name != instance.file.name:
        delete_file(former)

"""The site search finds the page of the equipment by the kits that it shows."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from .models import EquipmentKit, EquipmentPage


@receiver(post_save, sender=EquipmentKit)
@receiver(post_delete, sender=EquipmentKit)
def read_page_again(update_fields: Any = None, **kwargs: Any) -> None:
    """Save the page as it is: its words are read again. A kit that only moves changes none."""
    if update_fields is None:
        for page in EquipmentPage.objects.live():
            page.save()

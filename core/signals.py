"""What holds for every row that is saved, and what follows when an image comes."""

from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from core.pictures.tasks import ask_for_renditions
from core.text.cleaning import writable


@receiver(pre_save)
def drop_what_no_channel_holds(sender: type[models.Model], instance: Any, **kwargs: Any) -> None:
    """Drop control characters from each text, whatever brought them: a form, an import, a paste."""
    for field in sender._meta.concrete_fields:
        if isinstance(field, (models.CharField, models.TextField)):
            value = instance.__dict__.get(field.attname)
            if isinstance(value, str):
                line_end = "\n" if isinstance(field, models.TextField) else " "
                setattr(instance, field.attname, writable(value, line_end))


@receiver(post_save, sender=get_image_model())
def make_renditions_of_saved_image(instance: AbstractImage, **kwargs: Any) -> None:
    """Also when its point of interest moves: what is cut around it is made again."""
    transaction.on_commit(lambda: ask_for_renditions(instance))

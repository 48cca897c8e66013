"""What follows when an image comes."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from core.pictures.tasks import ask_for_renditions


@receiver(post_save, sender=get_image_model())
def make_renditions_of_saved_image(instance: AbstractImage, **kwargs: Any) -> None:
    """Also when its point of interest moves: what is cut around it is made again."""
    transaction.on_commit(lambda: ask_for_renditions(instance))

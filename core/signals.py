"""What holds for every row that is saved, and what follows when a page is published."""

from typing import Any

from django.db import models, transaction
from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from core.pictures.tasks import make_renditions_of_page
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


@receiver(page_published)
def make_renditions_of_published_page(instance: Page, **kwargs: Any) -> None:
    transaction.on_commit(lambda: make_renditions_of_page.enqueue(instance.pk))

"""What follows when a page is published."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from core.pictures.tasks import make_renditions_of_page


@receiver(page_published)
def make_renditions_of_published_page(instance: Page, **kwargs: Any) -> None:
    transaction.on_commit(lambda: make_renditions_of_page.enqueue(instance.pk))

"""The index follows pages saved, published, unpublished; a deleted one takes its text along."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page

from .services import index_page


@receiver(post_save)
def index_saved_page(
    sender: type, instance: Any, raw: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    """Read again a page that is saved whole.

    A draft is saved field by field, with its own content in memory: visitors do not see it. A move
    changes neither text nor words: addresses and restrictions are read at the time of the search.
    """
    if issubclass(sender, Page) and update_fields is None and not raw:
        index_page(instance.specific)

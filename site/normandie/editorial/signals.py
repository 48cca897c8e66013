"""What renews the pages that are kept, and what stops the loss of what they show."""

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from core.pictures.renditions import renditions_made
from normandie.editorial.caches import editorial_cache

from .protection import refuse_if_used


def connect() -> None:
    """Listen to what changes; called when the app is ready."""
    for model in (get_image_model(), get_document_model(), PageViewRestriction, Site):
        post_save.connect(editorial_cache.invalidate, model)
        post_delete.connect(editorial_cache.invalidate, model)
    for model in (get_image_model(), get_document_model()):
        pre_delete.connect(refuse_if_used, model)
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(editorial_cache.invalidate)
    renditions_made.connect(editorial_cache.invalidate)
    # The tables of page types bear the signals, each its own: a receiver of all asks which it is.
    post_save.connect(renew_for_page)
    post_delete.connect(renew_for_page)


def renew_for_page(sender: type, **kwargs: object) -> None:
    if issubclass(sender, Page):
        editorial_cache.invalidate()

"""What changes the frame: its settings, and the pages that menus and the plan of the site name."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import post_page_move

from normandie.frame.caches import frame_cache

from .models import FrameSettings

for model in (FrameSettings, Site, PageViewRestriction):
    post_save.connect(frame_cache.invalidate, model)
    post_delete.connect(frame_cache.invalidate, model)
post_page_move.connect(frame_cache.invalidate)


@receiver(post_save)
@receiver(post_delete)
def renew_frame_of_page(sender: type, **kwargs: Any) -> None:
    """Signals come under the type of each page: all are heard, and those of pages kept."""
    if issubclass(sender, Page):
        frame_cache.invalidate()

"""What workshops are about: a short list that staff keep."""

from django.db import models
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase


class Theme(TagBase):
    """A theme of events, such as « Démarches en ligne »; who writes an event only chooses."""

    free_tagging = False  # Wagtail: no new theme from the form of an event

    class Meta:
        verbose_name = "thème"
        verbose_name_plural = "thèmes"
        ordering = ["name"]


class EventTheme(ItemBase):
    tag = models.ForeignKey(Theme, models.CASCADE, related_name="event_themes")
    content_object = ParentalKey(
        "events.EventPage", on_delete=models.CASCADE, related_name="tagged_items"
    )

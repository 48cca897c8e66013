"""The home page: the way in to the rest of the site."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from directory.models import DirectoryPage


class HomePage(Page):
    """« / »: find a place by need and commune."""

    intro = models.CharField("introduction", max_length=280, blank=True)

    template = "home/home_page.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    content_panels: ClassVar[list] = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = "page d’accueil"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        directory = DirectoryPage.objects.child_of(self).live().first()
        return super().get_context(request, *args, **kwargs) | {"directory": directory}

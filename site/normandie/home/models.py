"""The home page: the way in to the rest of the site."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from .context import home_context


class HomePage(Page):
    """« / »: find a place by need and commune."""

    headline = models.CharField(
        "titre affiché", max_length=120, default="Un lieu numérique près de chez vous"
    )
    intro = models.CharField("introduction", max_length=280, blank=True)

    template = "home/home_page.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    content_panels: ClassVar[list] = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("intro"),
    ]

    class Meta:
        verbose_name = "page d’accueil"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | home_context(request, self)

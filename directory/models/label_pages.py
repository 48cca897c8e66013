"""« Cahier des charges » and « registre » of the labels, below the page that presents them."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from core.pages.access import open_to_all
from core.pages.routing import DirectRouting, RouteTableMixin
from core.pages.sitemap import with_routes

from .requirements import LabelRequirements


class LabelChildPage(RouteTableMixin, DirectRouting, Page):
    """What the two have in common: there is one of each, and nothing below it."""

    intro = models.CharField("introduction", max_length=280, blank=True)

    search_fields: ClassVar[list] = [*Page.search_fields, index.SearchField("intro", boost=1.5)]
    max_count = 1
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list] = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        abstract = True


class RequirementsPage(LabelChildPage):
    """« /label/cahier-des-charges/ »: what each label asks, version after version."""

    route_table = "directory.routes.REQUIREMENTS_PAGE"

    class Meta:
        verbose_name = "page des cahiers des charges"
        verbose_name_plural = "pages des cahiers des charges"

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Return the page, and one address for each label that has a version in force."""
        labels = LabelRequirements.objects.in_force().values_list("label__slug", flat=True)
        routes = [f"{slug}/" for slug in labels.distinct()]
        return with_routes(super().get_sitemap_urls(request), routes)


class RegisterPage(LabelChildPage):
    """« /label/registre/ »: who holds which label, until when, by which decision."""

    route_table = "directory.routes.REGISTER_PAGE"

    @classmethod
    def open_to_all(cls) -> "RegisterPage | None":
        """Return the register where any visitor may read it."""
        register: RegisterPage | None = open_to_all(cls.objects.all()).first()
        return register

    class Meta:
        verbose_name = "registre des labels"
        verbose_name_plural = "registres des labels"

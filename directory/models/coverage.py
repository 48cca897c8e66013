"""The page that tells how the places cover the region."""

from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from core.pages.routing import DirectRouting, RouteTableMixin


class CoveragePage(RouteTableMixin, DirectRouting, Page):
    """« /reseau/couverture/ »: the communes that are far from any place."""

    lead = models.CharField(
        "introduction",
        max_length=300,
        blank=True,
        help_text="Deux phrases\u00a0: à qui la page s’adresse, et ce qu’on y trouve.",
    )

    search_fields: ClassVar[list] = [*Page.search_fields, index.SearchField("lead", boost=2)]
    route_table = "directory.routes.COVERAGE_PAGE"
    max_count = 1
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list] = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = "couverture du territoire"
        verbose_name_plural = "couverture du territoire"

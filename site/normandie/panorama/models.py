"""The page of the yearly panorama, and the figures of the years that are over."""

from collections.abc import Collection
from datetime import date
from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from core.pages.routing import DirectRouting, RouteTableMixin
from core.pages.sitemap import with_routes


class FrozenYearQuerySet(models.QuerySet["FrozenYear"]):
    def years(self) -> list[int]:
        """Return the years that are frozen, the last one first."""
        return list(self.order_by("-year").values_list("year", flat=True))


class FrozenYear(models.Model):
    """The figures of a year, as they were in the January that followed: never computed again."""

    year = models.PositiveSmallIntegerField("année", primary_key=True)
    frozen_on = models.DateField("arrêtés le")
    figures = models.JSONField("chiffres", encoder=DjangoJSONEncoder)  # of ``Panorama.as_json``

    objects = FrozenYearQuerySet.as_manager()

    class Meta:
        verbose_name = "année du panorama"
        verbose_name_plural = "années du panorama"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.year)


class PanoramaPage(RouteTableMixin, DirectRouting, Page):
    """« /reseau/panorama/ »: the year under way; « /reseau/panorama/2026/ » and the others."""

    lead = models.CharField(
        "introduction",
        max_length=300,
        blank=True,
        help_text="Deux phrases\u00a0: à qui la page s’adresse, et ce qu’on y trouve.",
    )
    # Nothing is frozen of a year in which nobody counted.
    counts_since = models.DateField("compte depuis le", default=timezone.localdate, editable=False)

    search_fields: ClassVar[list] = [*Page.search_fields, index.SearchField("lead", boost=2)]
    route_table = "normandie.panorama.routes.PANORAMA_PAGE"
    max_count = 1
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list] = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = "panorama annuel"
        verbose_name_plural = "panorama annuel"

    def years(self, today: date, frozen: Collection[int]) -> list[int]:
        """Return the years that have figures, the last one first.

        That of *today*, those that are *frozen*, and in January the one that waits to be.
        """
        waiting = {today.year - 1} if today.month == 1 else set()
        found = {today.year, *frozen}
        found |= {year for year in waiting if year >= self.counts_since.year}
        return sorted(found, reverse=True)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Return the page and the years that are frozen."""
        routes = [f"{year}/" for year in FrozenYear.objects.years()]
        return with_routes(super().get_sitemap_urls(request), routes)

"""The directory: its list, its exports and what goes with them, as routes of one page."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from core.pages.access import open_to_all
from core.pages.routing import DirectRouting, RouteTableMixin
from core.pages.sitemap import with_routes


class DirectoryPage(RouteTableMixin, DirectRouting, Page):
    """« /annuaire/ »: finds places."""

    intro = models.CharField("introduction", max_length=280, blank=True)

    search_fields: ClassVar[list] = [*Page.search_fields, index.SearchField("intro", boost=1.5)]
    site_map_routes: ClassVar[dict[str, str]] = {
        "carte/": "Carte des lieux",
        "orientation/": "J’ai besoin de…",
        "passages/": "Les lieux qui passent près de chez vous",
        "comparer/": "Comparer des tiers-lieux",
        "carte/integrer/": "Mettre la carte sur votre site",
        "donnees-ouvertes/": "Données ouvertes",
    }
    route_table = "directory.routes.DIRECTORY_PAGE"
    takes_children_along = True
    max_count = 1
    subpage_types: ClassVar[list[str]] = ["directory.PlacePage"]
    content_panels: ClassVar[list] = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = "annuaire"

    @classmethod
    def open_to_all(cls) -> "DirectoryPage | None":
        """Return the directory where any visitor may read it: other pages show nothing else."""
        directory: DirectoryPage | None = open_to_all(cls.objects.all()).first()
        return directory

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Return the list and those of its routes that stand on their own."""
        routes = ("carte/", "carte/integrer/", "orientation/", "passages/", "donnees-ouvertes/")
        return with_routes(super().get_sitemap_urls(request), routes)

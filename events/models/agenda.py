"""The agenda: its list, its feeds and what goes with them, as routes of one page."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from core.pages.access import open_to_all
from core.pages.routing import DirectRouting, RouteTableMixin
from core.pages.sitemap import with_routes


class AgendaPage(RouteTableMixin, DirectRouting, Page):
    """« /agenda/ »: what the places hold."""

    intro = models.CharField("introduction", max_length=280, blank=True)

    search_fields: ClassVar[list] = [*Page.search_fields, index.SearchField("intro", boost=1.5)]
    site_map_routes: ClassVar[dict[str, str]] = {
        "suivre/": "Suivre l’agenda",
        "lettre/": "La lettre des rendez-vous",
        "integrer/": "Mettre l’agenda sur votre site",
        "archives/": "Dates passées",
    }
    route_table = "events.routes.AGENDA_PAGE"
    max_count = 1
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list] = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = "agenda"

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Return the list and those of its routes that stand on their own."""
        return with_routes(super().get_sitemap_urls(request), ("suivre/", "lettre/", "integrer/"))

    @classmethod
    def open_to_all(cls) -> "AgendaPage | None":
        """Return the agenda where any visitor may read it."""
        agenda: AgendaPage | None = open_to_all(cls.objects.all()).first()
        return agenda

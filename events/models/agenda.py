"""The agenda: its list, its feeds and what goes with them, as routes of one page."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.models import Page
from wagtail.search import index

from directory.access import open_to_all
from directory.routing import DirectRouting
from directory.sitemap import with_routes

from .channels import ChannelRoutes


class AgendaPage(ChannelRoutes, DirectRouting, Page):
    """« /agenda/ »: what the places hold. Each route hands over to ``events.views``."""

    intro = models.CharField("introduction", max_length=280, blank=True)

    search_fields: ClassVar[list] = [*Page.search_fields, index.SearchField("intro", boost=1.5)]
    site_map_routes: ClassVar[dict[str, str]] = {"suivre/": "Suivre l’agenda"}
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

    @path("", name="list")
    def event_list(self, request: HttpRequest) -> HttpResponseBase:
        from events.views import agenda

        return agenda(request, self)

    @path("suivre/", name="follow")
    def follow(self, request: HttpRequest) -> HttpResponseBase:
        from events.views import follow

        return follow(request, self)

    @path("integree/", name="embedded")
    def embedded(self, request: HttpRequest) -> HttpResponseBase:
        from events.views import embedded_agenda

        return embedded_agenda(request, self)

    @path("integrer/", name="snippet")
    def snippet(self, request: HttpRequest) -> HttpResponseBase:
        from events.views import agenda_snippet

        return agenda_snippet(request, self)

    @path("lettre/", name="letter")
    def letter(self, request: HttpRequest) -> HttpResponseBase:
        from events.views import letter

        return letter(request, self)

    @path("lettre/<str:token>/", name="letter_confirmation")
    def letter_confirmation(self, request: HttpRequest, token: str) -> HttpResponseBase:
        from events.views import confirmation

        return confirmation(request, self, token)

    @path("lettre/<str:token>/desabonnement/", name="letter_leaving")
    def letter_leaving(self, request: HttpRequest, token: str) -> HttpResponseBase:
        from events.views import leaving

        return leaving(request, self, token)

    @path("evenements.schema.json/", name="schema")
    def schema(self, request: HttpRequest) -> HttpResponseBase:
        from events.views import schema

        return schema(request)

    @path("communes.json/", name="communes")
    def communes(self, request: HttpRequest) -> HttpResponseBase:
        from directory.views import communes

        return communes(request)

    @path("archives/", name="archives")
    def archives(self, request: HttpRequest) -> HttpResponseBase:
        from events.views import archives

        return archives(request, self)

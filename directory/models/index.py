"""The directory: its list, its exports and what goes with them, as routes of one page."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page
from wagtail.search import index

from directory.access import open_to_all
from directory.routing import DirectRouting
from directory.sitemap import with_routes


class DirectoryPage(RoutablePageMixin, DirectRouting, Page):
    """« /annuaire/ »: finds places. Each route hands over to ``directory.views``.

    Wagtail closes the path of a route with a slash before it compares: « lieux.csv » is written
    « lieux.csv/ » here, and has no slash in its address.
    """

    intro = models.CharField("introduction", max_length=280, blank=True)

    search_fields: ClassVar[list] = [*Page.search_fields, index.SearchField("intro", boost=1.5)]
    site_map_routes: ClassVar[dict[str, str]] = {
        "orientation/": "Être orienté",
        "donnees-ouvertes/": "Données ouvertes",
    }
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
        routes = ("carte/", "carte/integrer/", "orientation/", "donnees-ouvertes/")
        return with_routes(super().get_sitemap_urls(request), routes)

    @path("", name="list")
    def place_list(self, request: HttpRequest) -> HttpResponseBase:
        from directory.views import place_list

        return place_list(request, self)

    @path("orientation/", name="guide")
    def guide(self, request: HttpRequest) -> HttpResponseBase:
        from directory.views import guide

        return guide(request, self)

    @path("comparer/", name="compare")
    def compare(self, request: HttpRequest) -> HttpResponseBase:
        from directory.views import compare_places

        return compare_places(request, self)

    @path("carte/", name="map")
    def map(self, request: HttpRequest) -> HttpResponseBase:
        from directory.views import map_page

        return map_page(request, self)

    @path("carte/integree/", name="embedded_map")
    def embedded_map(self, request: HttpRequest) -> HttpResponseBase:
        from directory.views import embedded_map

        return embedded_map(request, self)

    @path("carte/integrer/", name="map_snippet")
    def map_snippet(self, request: HttpRequest) -> HttpResponseBase:
        from directory.views import map_snippet

        return map_snippet(request, self)

    @path("carte/<str:name>.json/", name="map_file")
    def map_file(self, request: HttpRequest, name: str) -> HttpResponseBase:
        from directory.views import map_file

        return map_file(request, name)

    @path("communes.json/", name="communes")
    def communes(self, request: HttpRequest) -> HttpResponseBase:
        from directory.views import communes

        return communes(request)

    @path("lieux.csv/", name="csv")
    def csv(self, request: HttpRequest) -> HttpResponseBase:
        from directory.views import export

        return export(request, self, "csv")

    @path("lieux.json/", name="json")
    def json(self, request: HttpRequest) -> HttpResponseBase:
        from directory.views import export

        return export(request, self, "json")

    @path("lieux.geojson/", name="geojson")
    def geojson(self, request: HttpRequest) -> HttpResponseBase:
        from directory.views import export

        return export(request, self, "geojson")

    @path("donnees-ouvertes/", name="open_data")
    def open_data(self, request: HttpRequest) -> HttpResponseBase:
        from directory.views import open_data

        return open_data(request, self)

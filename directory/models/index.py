"""The directory: its list, its exports and what goes with them, as routes of one page."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page

from directory.querysets import PlaceQuerySet
from directory.routing import DirectRouting


class DirectoryPage(RoutablePageMixin, DirectRouting, Page):
    """« /annuaire/ »: finds places. Each route hands over to ``directory.views``.

    Wagtail closes the path of a route with a slash before it compares: « lieux.csv » is written
    « lieux.csv/ » here, and has no slash in its address.
    """

    intro = models.CharField("introduction", max_length=280, blank=True)

    max_count = 1
    subpage_types: ClassVar[list[str]] = ["directory.PlacePage"]
    content_panels: ClassVar[list] = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = "annuaire"

    def direct_children(self) -> PlaceQuerySet:
        from .place import PlacePage

        return PlacePage.objects.child_of(self).select_related("commune")

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Return the list and the page of the open data, which is a route of it."""
        (entry,) = super().get_sitemap_urls(request) or [{}]
        if not entry:
            return []
        return [entry, entry | {"location": f"{entry['location']}donnees-ouvertes/"}]

    @path("", name="list")
    def place_list(self, request: HttpRequest) -> HttpResponseBase:
        from directory.views import place_list

        return place_list(request, self)

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

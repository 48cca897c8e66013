"""The addresses of what the agenda is followed by, the same on each page that has some."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.contrib.routable_page.models import RoutablePageMixin, path


class ChannelRoutes(RoutablePageMixin):
    """Mixin of pages: the calendar, the feeds and the data of the dates that they show.

    As in the directory, Wagtail closes the path of a route with a slash: « agenda.ics » is written
    « agenda.ics/ » here, and has no slash in its address.
    """

    class Meta:
        abstract = True

    @path("agenda.ics/", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponseBase:
        return self._channel(request, "agenda.ics")

    @path("rss.xml/", name="rss")
    def rss(self, request: HttpRequest) -> HttpResponseBase:
        return self._channel(request, "rss.xml")

    @path("atom.xml/", name="atom")
    def atom(self, request: HttpRequest) -> HttpResponseBase:
        return self._channel(request, "atom.xml")

    @path("evenements.json/", name="json")
    def json(self, request: HttpRequest) -> HttpResponseBase:
        return self._channel(request, "evenements.json")

    def _channel(self, request: HttpRequest, route: str) -> HttpResponseBase:
        from events.views import channel

        return channel(request, self, route)

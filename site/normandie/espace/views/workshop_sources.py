"""What a new workshop may start from: the templates of the network, and what other places share."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from core.listing.pagination import page_of, pagination_of
from core.text.cleaning import clean_line
from directory.models import PlacePage
from events.models import EventPage, WorkshopTemplate
from normandie.espace.access import PlaceView
from normandie.espace.workshops.lists import shared_with

ROWS = 20
LONGEST_TEXT = 100  # characters


class SourcesView(PlaceView):
    template_name = "espace/workshops/sources.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        text = clean_line(request.GET.get("q", ""))[:LONGEST_TEXT]
        shared = shared_with(self.place, text)
        page = page_of(shared, request.GET.get("page", 1), shared.count(), ROWS)  # type: ignore[arg-type]
        events = list(page.object_list)
        base = reverse("espace:workshop_sources", args=(self.place.pk,))
        return self.render(
            templates=WorkshopTemplate.objects.all(),
            shared=list(zip(events, _places_of(events), strict=True)),
            text=text,
            pagination=pagination_of(page, base, [("q", text)] if text else []),
        )


def _places_of(events: list[EventPage]) -> list[PlacePage]:
    """Return the place of each of *events*, in one query."""
    paths = {event.path[: -EventPage.steplen] for event in events}
    places = PlacePage.objects.filter(path__in=paths).select_related("commune")
    by_path = {place.path: place for place in places}
    return [by_path[event.path[: -EventPage.steplen]] for event in events]

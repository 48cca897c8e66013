"""« Mes ateliers » of a place, and the page of each."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.models import Page

from core.listing.pagination import page_of, pagination_of
from core.text.cleaning import clean_line
from directory.models import PlacePage
from events.models import EventPage, WorkshopTemplate
from events.views.event import event_context
from normandie.espace.access import PlaceView
from normandie.espace.workshops.deeds import row_of
from normandie.espace.workshops.lists import (
    COMING,
    TABS,
    in_tab,
    numbers,
    rows_of,
    shared_with,
    workshops_of,
)
from normandie.espace.workshops.prefilled import days_again
from normandie.espace.workshops.stages import standing_of

ROWS = 20  # of a page of the list
DATES = 30  # of a page of the dates of one workshop


class WorkshopsView(PlaceView):
    """What comes, what waits, what is over: a tab each."""

    template_name = "espace/workshops/list.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        tab = request.GET.get("voir", COMING)
        tab = tab if tab in TABS else COMING
        total = numbers(self.place)
        events = in_tab(self.place, tab)
        page = page_of(events, _page_number(request), total[tab], ROWS)
        base = reverse("espace:workshops", args=(self.place.pk,))
        return self.render(
            tab=tab,
            tabs=[(key, label, total[key]) for key, label in TABS.items()],
            rows=rows_of(page.object_list),
            pagination=pagination_of(page, base, [("voir", tab)]),
        )


class WorkshopView(PlaceView):
    """A page about one workshop, ``event`` of the address: another place's is not found.

    Nor is one that a colleague erases at the same instant.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except Page.DoesNotExist as erased:
            raise Http404 from erased

    @cached_property
    def event(self) -> EventPage:
        found: EventPage = get_object_or_404(workshops_of(self.place), id=self.kwargs["event"])
        return found

    @cached_property
    def version(self) -> EventPage:
        """The newest version, which visitors may not see yet."""
        version: EventPage = self.event.get_latest_revision_as_object()
        return version

    def url(self, name: str) -> str:
        return reverse(f"espace:{name}", args=(self.place.pk, self.event.pk))

    def locked(self) -> HttpResponseBase | None:
        """Return what is answered of a workshop that the team has locked; None where it is not."""
        if not self.event.locked:
            return None
        messages.warning(
            self.request, "L’équipe de la Région a verrouillé cet atelier\u00a0: écrivez-lui."
        )
        return redirect(self.url("workshop"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{"event": self.event, "version": self.version, "standing": standing_of(self.event)}
            | kwargs
        )


class WorkshopHomeView(WorkshopView):
    """All that may be done of a workshop, and its dates to come."""

    template_name = "espace/workshops/workshop.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        dates = self.event.occurrences.upcoming().select_related("event")
        page = page_of(dates, _page_number(request), dates.count(), DATES)
        shown = event_context(self.event, request) if self.event.live else {}
        return self.render(
            dates=[row_of(each) for each in page.object_list],
            pagination=pagination_of(page, self.url("workshop"), []),
            again=days_again(self.event),
            shown=shown,
        )


def _page_number(request: HttpRequest) -> Any:
    return request.GET.get("page", 1)


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

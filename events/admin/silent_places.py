"""The places that hold nothing, all of them: those of the listing of places, with its filters."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageTitleColumn

from directory.admin.places import PlaceIndexView, PlaceListingViewSet, kinds_of
from directory.models import PlacePage
from directory.querysets import PlaceQuerySet
from events.models import EventPage
from events.recurrence import from_moment
from events.silence import silent, with_last_date

from .events import ADD_AN_EVENT, ChoosePlaceView


def last_day_of(place: PlacePage) -> date | None:
    return from_moment(place.last_start).date() if place.last_start else None


def said_last_day(place: PlacePage) -> str:
    day = last_day_of(place)
    return date_format(day, "d/m/Y") if day else "—"


class SilentPlaceIndexView(PlaceIndexView):
    page_title = "Lieux sans événement à venir"
    add_item_label = ADD_AN_EVENT

    def annotate_queryset(self, pages: PlaceQuerySet) -> QuerySet:
        return with_last_date(silent(super().annotate_queryset(pages)))

    def to_row_dict(self, item: PlacePage) -> dict[str, Any]:
        """Give the spreadsheet the day as it is lived here: Wagtail writes moments in UTC."""
        return super().to_row_dict(item) | {"last_start": last_day_of(item) or ""}


class SilentPlaceListingViewSet(PlaceListingViewSet):
    name = "events_silent_places"
    url_prefix = "agenda/lieux-sans-evenement"
    icon = "date"
    index_view_class = SilentPlaceIndexView
    choose_parent_view_class = ChoosePlaceView
    columns = [
        PageTitleColumn("title", label="Nom", sort_key="sort_name", classname="title"),
        Column("kinds", label="Type", accessor=kinds_of),
        Column(
            "commune", label="Commune", accessor="commune.name", sort_key="commune__folded_name"
        ),
        Column(
            "last_start", label="Dernier événement", accessor=said_last_day, sort_key="last_start"
        ),
    ]
    list_export = ["title", "commune", "last_start"]
    export_headings = {"last_start": "Dernier événement"}
    export_filename = "lieux-sans-evenement"

    def get_choose_parent_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Ask where to add an event, not a place."""
        return super().get_choose_parent_view_kwargs(**{"model": EventPage} | kwargs)


silent_place_listing_viewset = SilentPlaceListingViewSet()

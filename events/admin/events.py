"""The listing of events in the admin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Length, Substr
from django.forms import Form
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import (
    BulkActionsColumn,
    PageStatusColumn,
    PageTitleColumn,
    ParentPageColumn,
)
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from core.pages.spreadsheets import SafeExportMixin
from core.text.formats import short_moment
from directory.models import PlacePage
from events.models import EventPage, Occurrence
from events.permissions import may_edit_events
from events.states import NOTABLE_STATES, Status

from .event_filters import EventFilterSet

ADD_AN_EVENT = "Ajouter un événement"
# Where a row holds the number of its dates in each state.
COLUMNS = {status: f"{Status(status).name.lower()}_dates" for status in NOTABLE_STATES}


def next_date_of(event: EventPage) -> str:
    if not event.next_start:
        return "—"
    return short_moment(event.next_start)


class NextDateColumn(Column):
    """The next date, beside what cancels or moves it."""

    cell_template_name = "events/admin/next_date.html"


def states_of(event: EventPage) -> str:
    """How many dates to come are cancelled, full… : « 2 annulées, 1 complète »."""
    numbers = ((getattr(event, COLUMNS[status]), state) for status, state in NOTABLE_STATES.items())
    return ", ".join(_counted(number, state.counted) for number, state in numbers if number)


def _counted(number: int, word: str) -> str:
    if number < 2:
        return f"{number} {word}"
    first, *others = word.split(" ")
    return " ".join([f"{number} {first}s", *others])


class EventIndexView(SafeExportMixin, IndexView):
    """Rows hold all they show: the number of queries does not depend on how many there are."""

    default_ordering = "-latest_revision_created_at"
    add_item_label = ADD_AN_EVENT

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        ahead = Occurrence.objects.upcoming().filter(event=OuterRef("pk"))
        steps = Length(OuterRef("path")) - PlacePage.steplen
        places = PlacePage.objects.filter(path=Substr(OuterRef("path"), 1, steps))
        return (
            pages.annotate(
                next_start=Subquery(ahead.values("starts_at")[:1]),
                next_date=Subquery(ahead.values("pk")[:1]),
                next_status=Subquery(ahead.values("status")[:1]),
                dates_to_come=_number(ahead),
                place_departement=Subquery(places.values("commune__departement")[:1]),
                **{name: _number(ahead.filter(status=status)) for status, name in COLUMNS.items()},
            )
            .prefetch_related("content_type", "sites_rooted_here")
            .prefetch_workflow_states()
            .annotate_site_root_state()
            .annotate_approved_schedule()
        )


def _number(dates: QuerySet) -> Coalesce:
    counted = dates.order_by().values("event").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


class ChoosePlaceView(ChooseParentView):
    """Which place holds the new event; Wagtail opens it to all who enter, and speaks of parents."""

    page_title = "Où a lieu l’événement\u00a0?"
    submit_button_label = "Continuer"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_edit_events(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self) -> Form:
        form = super().get_form()
        form.fields["parent_page"].label = "Lieu"
        form.fields["parent_page"].help_text = "Sa fiche montrera l’événement, comme l’agenda."
        return form

    def get_page_subtitle(self) -> str:
        return ""


class AgendaMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_edit_events(request.user)


class EventListingViewSet(PageListingViewSet):
    model = EventPage
    name = "events_agenda"
    url_prefix = "agenda/evenements"
    icon = "date"
    menu_label = "Événements"
    menu_item_class = AgendaMenuItem
    index_view_class = EventIndexView
    choose_parent_view_class = ChoosePlaceView
    filterset_class = EventFilterSet
    list_per_page = 50
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label="Titre", sort_key="title", classname="title"),
        ParentPageColumn("place", label="Lieu"),
        Column("kind", label="Type", accessor="kind_label", sort_key="kind"),
        NextDateColumn(
            "next_start", label="Prochaine date", accessor=next_date_of, sort_key="next_start"
        ),
        Column("dates_to_come", label="À venir", sort_key="dates_to_come"),
        Column("states", label="États", accessor=states_of),
        PageStatusColumn("status", label="Publication", sort_key="live"),
    ]
    list_export = ["title", "kind_label", "starts_on", "live"]
    export_headings = {"kind_label": "Type"}
    export_filename = "evenements"


event_listing_viewset = EventListingViewSet()

"""The board of the sheets: who manages each, when it was verified, what reminders left."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, Max, OuterRef, Prefetch, QuerySet, Subquery
from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTitleColumn
from wagtail.admin.utils import get_user_display_name

from core.text.formats import short_moment
from directory.admin.place_filters import PlaceFilterSet
from directory.admin.places import PlaceIndexView, PlaceListingViewSet, verification_of
from directory.models import PlacePage
from directory.querysets import PlaceQuerySet
from normandie.espace.models import PlaceSettings, VerificationReminder
from normandie.users.models import User

MANAGED = [("oui", "Au moins une personne"), ("non", "Personne")]
TRUSTED = [("oui", "Paraît aussitôt"), ("non", "Est relu avant")]


def managers_of(place: PlacePage) -> str:
    return ", ".join(get_user_display_name(each) for each in place.all_managers) or "Personne"


def reminder_of(place: PlacePage) -> str:
    return short_moment(place.reminded_at) if place.reminded_at else "—"


class FollowUpFilterSet(PlaceFilterSet):
    managed = django_filters.ChoiceFilter(
        label="Géré par",
        choices=MANAGED,
        method="filter_managed",
        empty_label="Peu importe",
        widget=forms.RadioSelect,
    )
    trusted = django_filters.ChoiceFilter(
        label="Ce que les gestionnaires envoient",
        choices=TRUSTED,
        method="filter_trusted",
        empty_label="Peu importe",
        widget=forms.RadioSelect,
    )

    def filter_managed(self, places: QuerySet, name: str, value: str) -> QuerySet:
        someone = Exists(User.objects.filter(managed_places=OuterRef("pk")))
        return places.filter(someone if value == "oui" else ~someone)

    def filter_trusted(self, places: QuerySet, name: str, value: str) -> QuerySet:
        trusted = PlaceSettings.objects.filter(publishes_directly=True).values("place")
        return places.filter(pk__in=trusted) if value == "oui" else places.exclude(pk__in=trusted)


class FollowUpIndexView(PlaceIndexView):
    """Rows hold all they show: the number of queries does not depend on how many there are."""

    page_title = "Suivi des fiches"
    default_ordering = "verified_on"

    def annotate_queryset(self, pages: PlaceQuerySet) -> QuerySet:
        by_name = User.objects.order_by("last_name", "first_name", "username")
        reminders = (
            VerificationReminder.objects.filter(
                place=OuterRef("pk"), verified_on=OuterRef("verified_on")
            )
            .order_by()
            .values("place")
            .annotate(last=Max("sent_at"))
        )
        return (
            super()
            .annotate_queryset(pages)
            .annotate(reminded_at=Subquery(reminders.values("last")))
            .prefetch_related(Prefetch("managers", by_name, "all_managers"))
        )

    def to_row_dict(self, item: PlacePage) -> dict[str, Any]:
        """Give the spreadsheet names, and the day as it is lived here."""
        reminded = date_format(item.reminded_at, "d/m/Y") if item.reminded_at else ""
        return super().to_row_dict(item) | {
            "all_managers": "" if not item.all_managers else managers_of(item),
            "reminded_at": reminded,
        }


class ManagersColumn(Column):
    """Who manages the place, beside what changes it."""

    cell_template_name = "espace/admin/managers_cell.html"


class FollowUpListingViewSet(PlaceListingViewSet):
    name = "espace_follow_up"
    url_prefix = "annuaire/suivi"
    icon = "history"
    index_view_class = FollowUpIndexView
    filterset_class = FollowUpFilterSet
    columns = [
        PageTitleColumn("title", label="Nom", sort_key="sort_name", classname="title"),
        Column(
            "commune", label="Commune", accessor="commune.name", sort_key="commune__folded_name"
        ),
        ManagersColumn("managers", label="Gestionnaires", accessor=managers_of),
        Column("verified_on", label="Vérifié le", accessor=verification_of, sort_key="verified_on"),
        Column("reminded_at", label="Rappel", accessor=reminder_of),
        PageStatusColumn("status", label="État", sort_key="live"),
    ]
    list_export = ["title", "commune", "verified_on", "all_managers", "reminded_at", "live"]
    export_headings = {"all_managers": "Gestionnaires", "reminded_at": "Rappel"}
    export_filename = "suivi-des-fiches"


follow_up_viewset = FollowUpListingViewSet()

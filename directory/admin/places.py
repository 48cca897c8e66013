"""The listing of places in the admin."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from core.pages.spreadsheets import SafeExportMixin
from core.text.matching import MAX_WORDS
from core.text.words import STOP_WORDS, fold, stem
from directory.models import (
    LabelGrant,
    PlacePage,
    PlaceWord,
    Term,
    Vocabulary,
)
from directory.permissions import may_edit_places
from directory.querysets import PlaceQuerySet

from .place_filters import PlaceFilterSet


def kinds_of(place: PlacePage) -> str:
    return ", ".join(term.label for term in place.kind_terms)


def label_states_of(place: PlacePage) -> str:
    """The latest grant of each label and where it stands, from the grants read with the list."""
    latest: dict[int, LabelGrant] = {}
    for grant in place.all_grants:
        latest.setdefault(grant.label_id, grant)
    return "\u00a0; ".join(_label_state(grant) for grant in latest.values())


def _label_state(grant: LabelGrant) -> str:
    text = f"{grant.label.name}\u00a0: {grant.standing().label.lower()}"
    if grant.expires_on and grant.state == LabelGrant.State.GRANTED:
        text += f" ({date_format(grant.expires_on, 'd/m/Y')})"
    return text


def verification_of(place: PlacePage) -> str:
    """The day of the last verification, and whether only the source of the sheet vouches for it."""
    day = date_format(place.verified_on, "d/m/Y")
    return day if place.verified_here else f"{day} (par la source)"


class PlaceIndexView(SafeExportMixin, IndexView):
    """Rows hold all they show: the number of queries does not depend on how many there are."""

    default_ordering = "sort_name"

    def annotate_queryset(self, pages: PlaceQuerySet) -> QuerySet:
        return (
            pages.select_related("commune__departement")
            .defer_streamfields()
            .prefetch_related(
                "content_type",
                "sites_rooted_here",
                Prefetch("terms", Term.objects.filter(vocabulary=Vocabulary.KIND), "kind_terms"),
                Prefetch(
                    "grants",
                    LabelGrant.objects.select_related("label", "renewal").order_by(
                        "-granted_on", "-pk"
                    ),
                    "all_grants",
                ),
            )
            .prefetch_workflow_states()
            .annotate_site_root_state()
            .annotate_approved_schedule()
        )

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Find places as the public site does, each word being matched by its beginning as well.

        For it is read while one types. No quote or operator means anything here.
        """
        words = [word for word in fold(self.search_query).split() if word not in STOP_WORDS]
        for word in words[:MAX_WORDS] if self.is_searching else ():
            same = Q(stem=stem(word)) | Q(stem__startswith=word)
            queryset = queryset.filter(Exists(PlaceWord.objects.filter(same, place=OuterRef("pk"))))
        return queryset

    def get_ordering(self) -> str:
        """The same order with and without a search: there is no relevance here."""
        ordering = self.request.GET.get("ordering", "")
        return ordering if ordering in self.get_valid_orderings() else self.default_ordering

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        return queryset.order_by(self.ordering, "pk")


class PlacesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_edit_places(request.user)


class PlaceListingViewSet(PageListingViewSet):
    model = PlacePage
    name = "directory_places"
    url_prefix = "annuaire/lieux"
    icon = "site"
    menu_label = "Lieux"
    menu_item_class = PlacesMenuItem
    index_view_class = PlaceIndexView
    filterset_class = PlaceFilterSet
    list_per_page = 50
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label="Nom", sort_key="sort_name", classname="title"),
        Column("kinds", label="Type", accessor=kinds_of),
        Column(
            "commune", label="Commune", accessor="commune.name", sort_key="commune__folded_name"
        ),
        Column("label_states", label="Label de la Région", accessor=label_states_of),
        Column(
            "completeness",
            label="Complète à",
            accessor=lambda place: f"{place.completeness} %",
            sort_key="completeness",
        ),
        Column(
            "verified_on",
            label="Vérifié le",
            accessor=verification_of,
            sort_key="verified_on",
        ),
        PageStatusColumn("status", label="État", sort_key="live"),
    ]
    list_export = [
        "title",
        "commune",
        "completeness",
        "verified_on",
        "source",
        "live",
    ]
    export_filename = "lieux"


place_listing_viewset = PlaceListingViewSet()

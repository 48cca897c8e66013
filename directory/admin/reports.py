"""What visitors report, and what staff do of it."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.admin.incoming.views import ActionView, IncomingIndexView, IncomingInspectView
from core.admin.incoming.viewsets import (
    RECEIVED_AT,
    STATE,
    BulkTransition,
    IncomingFilterSet,
    IncomingViewSet,
    WaitingPanel,
)
from core.permissions import rows_open_to
from directory.models import ErrorReport, PlacePage
from directory.workflow import REPORTS

SHOWN = 5  # reports that the first screen names


class ErrorReportFilterSet(IncomingFilterSet):
    subject = django_filters.MultipleChoiceFilter(
        label="Sujet",
        choices=ErrorReport.Subject.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta(IncomingFilterSet.Meta):
        model = ErrorReport


class ErrorReportIndexView(IncomingIndexView):
    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().select_related("place")


def led_to(place: PlacePage, request: HttpRequest) -> SafeString:
    """Name *place*, and lead to its sheet as the public sees it, and to its form."""
    links = [("Voir la fiche", place.get_url(request) if place.live else "")]
    if place.permissions_for_user(request.user).can_edit():
        links.append(("Modifier la fiche", reverse("wagtailadmin_pages:edit", args=(place.pk,))))
    shown = [format_html('<a href="{}">{}</a>', url, label) for label, url in links if url]
    return format_html(" · ".join(["{}"] * (1 + len(shown))), place.title, *shown)


class ErrorReportInspectView(IncomingInspectView):
    def get_place_display_value(self) -> str:
        return led_to(self.object.place, self.request)


class ErrorReportActionView(ActionView):
    """Who closes a report has mended the sheet, or goes to mend it from here."""

    @property
    def about(self) -> str:
        return led_to(self.row.place, self.request)  # type: ignore[attr-defined]


class ErrorReportViewSet(IncomingViewSet):
    model = ErrorReport
    table = REPORTS
    answers = {"repondre": True, "corriger": False}
    icon = "warning"
    menu_label = "Signalements"
    base_url_path = "annuaire/signalements"
    index_view_class = ErrorReportIndexView
    inspect_view_class = ErrorReportInspectView
    action_view_class = ErrorReportActionView
    filterset_class = ErrorReportFilterSet
    list_display: Any = ["__str__", STATE, RECEIVED_AT]
    search_fields = ["place__title", "message"]
    # No e-mail address: a file outlives what is erased here.
    list_export = [
        "pk",
        "place",
        "get_subject_display",
        "message",
        "get_state_display",
        "received_at",
        "answered_at",
        "closed_at",
    ]
    export_headings = {"pk": "Numéro", "get_subject_display": "Sujet", "get_state_display": "État"}
    export_filename = "signalements"
    inspect_view_fields = [
        "place",
        "subject",
        "message",
        "email",
        "state",
        "received_at",
        "answer",
        "answered_at",
        "closed_at",
    ]


class CloseReports(BulkTransition):
    """« Clore sans suite »: many at once, for the same reason."""

    models = [ErrorReport]
    table = REPORTS
    action = action_type = "clore"
    display_name = "Clore sans suite"
    aria_label = "Clore sans suite les signalements choisis"
    action_priority = 10
    done = ("signalement clos", "signalements clos")


class ReportsPanel(WaitingPanel):
    """Those that have waited longest, each beside what answers it and closes it."""

    template_name = "directory/admin/reports_panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        user = parent_context["request"].user
        action = self.model.snippet_viewset.get_url_name("action")
        inspect = self.model.snippet_viewset.get_url_name("inspect")
        rows = rows_open_to(user, ErrorReport, "change").waiting().select_related("place")
        return super().get_context_data(parent_context) | {
            "reports": [
                {
                    "report": report,
                    "url": reverse(inspect, args=(report.pk,)),
                    "answer_url": reverse(action, args=(report.pk, "repondre")),
                    "mend_url": reverse(action, args=(report.pk, "corriger")),
                }
                for report in rows.order_by("received_at", "pk")[:SHOWN]
            ],
        }


REPORTS_PANEL = ReportsPanel(
    ErrorReportViewSet,
    heading="Signalements de l’annuaire",
    none="Aucun signalement n’attend.",
    order=75,  # after what managers sent
)

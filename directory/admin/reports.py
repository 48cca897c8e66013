"""What visitors report, and what staff do of it."""

from urllib.parse import quote

import django_filters
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView, InspectView, SnippetViewSet

from core.admin.choosers import NoChooser
from directory.admin.forms.report import ReportReviewForm
from directory.models import ErrorReport


class ErrorReportFilterSet(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(
        label="État",
        choices=ErrorReport.State.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    subject = django_filters.MultipleChoiceFilter(
        label="Sujet",
        choices=ErrorReport.Subject.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = ErrorReport
        fields: list[str] = []


class ErrorReportIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().select_related("place")


class ErrorReportInspectView(InspectView):
    def get_place_display_value(self) -> str:
        place = self.object.place
        return format_html(
            '<a href="{}">{}</a>', reverse("wagtailadmin_pages:edit", args=(place.pk,)), place
        )

    def get_email_display_value(self) -> str:
        email = self.object.email
        # Quoted: « ? » is legal in an address, and would add fields to the answer.
        return format_html('<a href="mailto:{}">{}</a>', quote(email, "@"), email) if email else "—"


class ErrorReportViewSet(SnippetViewSet):
    model = ErrorReport
    icon = "warning"
    menu_label = "Signalements"
    base_url_path = "annuaire/signalements"
    index_view_class = ErrorReportIndexView
    inspect_view_class = ErrorReportInspectView
    filterset_class = ErrorReportFilterSet
    chooser_viewset_class = NoChooser
    list_display = [
        "__str__",
        Column("state", label="État", accessor="get_state_display", sort_key="state"),
        Column(
            "created_at",
            label="Reçu le",
            accessor=lambda report: date_format(localtime(report.created_at), "d/m/Y H:i"),
            sort_key="created_at",
        ),
    ]
    list_per_page = 50
    ordering = "-created_at"
    search_fields = ["place__title", "message"]
    inspect_view_enabled = True
    inspect_view_fields = [
        "place",
        "subject",
        "message",
        "email",
        "created_at",
        "state",
        "answer",
        "closed_at",
    ]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("place", read_only=True),
                    FieldPanel("subject", read_only=True),
                    FieldPanel("message", read_only=True),
                    FieldPanel(
                        "email",
                        read_only=True,
                        help_text="Seulement pour répondre à cette personne\u00a0; effacé avec le "
                        "signalement.",
                    ),
                    FieldPanel("created_at", read_only=True),
                ],
                heading="Ce que dit le visiteur",
            ),
            MultiFieldPanel(
                [
                    FieldPanel("state"),
                    FieldPanel("answer", help_text="Ce qui a été fait, pour l’équipe."),
                    FieldPanel("closed_at", read_only=True),
                ],
                heading="Suite donnée",
            ),
        ],
        base_form_class=ReportReviewForm,
    )

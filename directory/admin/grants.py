"""The register of labels: who holds which, until when, by which decision, and what became of it."""

from typing import Any
from urllib.parse import urlencode

import django_filters
from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import CreateView, IndexView

from core.admin.incoming.views import ActionView, StatefulInspectView
from core.admin.incoming.viewsets import StatefulViewSet
from core.forms.choices import ModelMultipleChoiceFilter
from core.pages.spreadsheets import SafeExportMixin
from directory.admin.label_choosers import (
    FormerGrantChooserViewSet,
    former_grant_widget,
    version_widget,
)
from directory.label_workflow import GRANTS
from directory.models import Label, LabelGrant
from directory.models.label import Standing

RENEWED = "renouvelle"  # the parameter that names the attribution to renew


class LabelGrantFilterSet(WagtailFilterSet):
    label = ModelMultipleChoiceFilter(
        label="Label",
        field_name="label__slug",
        to_field_name="slug",
        queryset=Label.objects.all(),
        widget=forms.CheckboxSelectMultiple,
    )
    standing = django_filters.ChoiceFilter(
        label="Situation",
        choices=Standing.choices,
        method="filter_standing",
        empty_label="Toutes",
        widget=forms.RadioSelect,
    )
    to_renew = django_filters.ChoiceFilter(
        label="À renouveler",
        choices=[("oui", "Expiré ou expire dans les trois mois, sans suite")],
        method="filter_to_renew",
        empty_label="Peu importe",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = LabelGrant
        fields: list[str] = []

    def filter_standing(self, grants: QuerySet, name: str, value: str) -> QuerySet:
        return grants.filter(pk__in=LabelGrant.objects.standing(Standing(value)).values("pk"))

    def filter_to_renew(self, grants: QuerySet, name: str, value: str) -> QuerySet:
        return grants.filter(pk__in=LabelGrant.objects.to_renew().values("pk"))


class LabelGrantIndexView(SafeExportMixin, IndexView):
    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().select_related("place", "label", "renewal")


class LabelGrantCreateView(CreateView):
    """A new attribution, or what follows one: its place, its label and its first day are filled."""

    def get_initial_form_instance(self) -> LabelGrant | None:
        renewed = self.request.GET.get(RENEWED, "")
        if not renewed.isascii() or not renewed.isdigit():
            return super().get_initial_form_instance()
        return get_object_or_404(LabelGrant, id=int(renewed)).following()


class LabelGrantInspectView(StatefulInspectView):
    """What was decided, where it stands, what may be done, and what was done."""

    template_name = "directory/admin/grant.html"

    def get_place_display_value(self) -> SafeString:
        place = self.object.place
        url = reverse("directory_label_file", args=(place.pk,))
        return format_html('<a href="{}">{}</a>', url, place.title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        grant = self.object
        renewal_url = ""
        if not grant.is_renewed and self.user_has_permission("add"):
            query = urlencode({RENEWED: grant.pk})
            renewal_url = f"{reverse(grant.snippet_viewset.get_url_name('add'))}?{query}"
        return super().get_context_data(**kwargs) | {
            "standing": grant.standing(),
            "renewal": getattr(grant, "renewal", None),
            "renewal_url": renewal_url,
            "verify_url": reverse("verify_grant", args=(grant.reference,)),
        }


class LabelActionView(ActionView):
    """What it is about is in its title: nobody wrote anything to read here."""

    template_name = "directory/admin/label_action.html"


def short_date(name: str, label: str) -> Column:
    """A column for a date that may be missing."""

    def accessor(row: LabelGrant) -> str:
        day = getattr(row, name)
        return date_format(day, "d/m/Y") if day else "sans limite"

    return Column(name, label=label, accessor=accessor, sort_key=name)


class LabelGrantViewSet(StatefulViewSet):
    model = LabelGrant
    table = GRANTS
    icon = "clipboard-list"
    menu_label = "Attributions de label"
    base_url_path = "annuaire/attributions"
    index_view_class = LabelGrantIndexView
    add_view_class = LabelGrantCreateView
    inspect_view_class = LabelGrantInspectView
    action_view_class = LabelActionView
    chooser_viewset_class = FormerGrantChooserViewSet
    inspect_template_name = "directory/admin/grant.html"
    filterset_class = LabelGrantFilterSet
    list_display = [
        "place",
        Column("number", label="Numéro", accessor="number", sort_key="number"),
        Column("label", label="Label", accessor="label", sort_key="label__name"),
        Column("standing", label="Situation", accessor=lambda grant: grant.standing().label),
        short_date("granted_on", "Accordé le"),
        short_date("expires_on", "Valable jusqu’au"),
        Column("decision", label="Décision", accessor="decision"),
    ]
    list_export = [
        *("number", "place", "label", "get_state_display", "granted_on", "expires_on"),
        *("committee_on", "get_opinion_display", "opinion_on", "decision", "decided_on"),
        *("convention", "convention_on"),
    ]
    export_headings = {"get_state_display": "État", "get_opinion_display": "Avis de l’Aract"}
    export_filename = "registre-des-labels"
    ordering = "-granted_on"
    search_fields = ["number", "place__title", "label__name", "decision"]
    inspect_view_fields = [
        *("number", "place", "label", "requirements", "renews", "granted_on", "expires_on"),
        *("committee_on", "opinion", "opinion_on", "decision", "decided_on"),
        *("convention", "convention_on", "state"),
    ]
    panels = [
        FieldPanel("place"),
        FieldPanel("label"),
        FieldPanel("requirements", widget=version_widget),
        FieldPanel("renews", widget=former_grant_widget),
        FieldRowPanel([FieldPanel("granted_on"), FieldPanel("expires_on")]),
        MultiFieldPanel(
            [
                FieldPanel("committee_on"),
                FieldRowPanel([FieldPanel("opinion"), FieldPanel("opinion_on")]),
                FieldRowPanel([FieldPanel("decision"), FieldPanel("decided_on")]),
                FieldRowPanel([FieldPanel("convention"), FieldPanel("convention_on")]),
            ],
            heading="Ce qui a été décidé",
            help_text="Laissez vide ce qui n’a pas eu lieu. Pour suspendre ou retirer un label, "
            "enregistrez, puis ouvrez l’attribution\u00a0: «\u00a0Que faire\u00a0?\u00a0».",
        ),
    ]

"""The register of labels: the labels themselves, and who holds them until when."""

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from core.forms.choices import ModelMultipleChoiceFilter
from core.pages.spreadsheets import SafeExportMixin
from directory.models import Label, LabelGrant
from directory.models.label import Standing


class LabelViewSet(SnippetViewSet):
    model = Label
    icon = "tag"
    menu_label = "Labels"
    base_url_path = "annuaire/labels"
    list_display = [
        "name",
        Column(
            "is_example",
            label="Exemple à valider",
            accessor=lambda label: "Oui" if label.is_example else "",
        ),
    ]
    search_fields = ["name"]
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("description", help_text="Ce que le label garantit au public."),
        FieldPanel("is_example"),
        FieldPanel("logo"),
        FieldPanel("logo_rule"),
    ]


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
        return grants & LabelGrant.objects.standing(Standing(value))

    def filter_to_renew(self, grants: QuerySet, name: str, value: str) -> QuerySet:
        return grants.filter(pk__in=LabelGrant.objects.to_renew().values("pk"))


class LabelGrantIndexView(SafeExportMixin, IndexView):
    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().select_related("place", "label")


def short_date(name: str, label: str) -> Column:
    """A column for a date that may be missing."""

    def accessor(row: LabelGrant) -> str:
        day = getattr(row, name)
        return date_format(day, "d/m/Y") if day else "sans limite"

    return Column(name, label=label, accessor=accessor, sort_key=name)


class LabelGrantViewSet(SnippetViewSet):
    model = LabelGrant
    icon = "clipboard-list"
    menu_label = "Attributions de label"
    base_url_path = "annuaire/attributions"
    index_view_class = LabelGrantIndexView
    filterset_class = LabelGrantFilterSet
    list_display = [
        "place",
        Column("label", label="Label", accessor="label", sort_key="label__name"),
        Column("standing", label="Situation", accessor=lambda grant: grant.standing().label),
        short_date("granted_on", "Accordé le"),
        short_date("expires_on", "Valable jusqu’au"),
        Column("decision", label="Décision", accessor="decision"),
    ]
    list_export = ["place", "label", "state", "granted_on", "expires_on", "decision"]
    export_filename = "registre-des-labels"
    list_per_page = 50
    ordering = "-granted_on"
    search_fields = ["place__title", "label__name", "decision"]
    inspect_view_enabled = True
    panels = [
        FieldPanel("place"),
        FieldPanel("label"),
        FieldRowPanel([FieldPanel("granted_on"), FieldPanel("expires_on")]),
        FieldPanel("decision"),
        FieldPanel(
            "state",
            help_text="Suspendu ou retiré\u00a0: le label ne se montre plus au public, quelles que "
            "soient ses dates.",
        ),
    ]

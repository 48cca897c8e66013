"""Filters of the listing of events."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import WorkflowState, get_default_page_content_type

from core.forms.choices import ModelMultipleChoiceFilter
from core.text.words import slug_of
from directory.models import Departement
from events.models import EventPage, Occurrence, Theme
from events.states import NOTABLE_STATES

DATES = [
    ("a-venir", "Des dates à venir"),
    ("aucune", "Aucune date à venir"),
    *(
        (slug_of(state.counted), f"Une date à venir {state.counted}")
        for state in NOTABLE_STATES.values()
    ),
]
STATUS_OF = {slug_of(state.counted): status for status, state in NOTABLE_STATES.items()}
WAITING = "relecture"
PUBLICATION = [
    (WAITING, "En attente de relecture"),
    ("publie", "Publié"),
    ("non-publie", "Pas publié"),
]
EXAMPLES = [("oui", "Exemples seulement"), ("non", "Sans les exemples")]


class EventFilterSet(WagtailFilterSet):
    """What staff look for among the events."""

    kind = django_filters.MultipleChoiceFilter(
        label="Type", choices=EventPage.Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    theme = ModelMultipleChoiceFilter(
        label="Thème",
        method="filter_theme",
        queryset=Theme.objects.all(),
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
    )
    departement = ModelMultipleChoiceFilter(
        label="Département",
        method="filter_departement",
        queryset=Departement.objects.order_by("name"),
        widget=forms.CheckboxSelectMultiple,
    )
    dates = django_filters.ChoiceFilter(
        label="Dates",
        choices=DATES,
        method="filter_dates",
        empty_label="Peu importe",
        widget=forms.RadioSelect,
    )
    publication = django_filters.ChoiceFilter(
        label="Publication",
        choices=PUBLICATION,
        method="filter_publication",
        empty_label="Peu importe",
        widget=forms.RadioSelect,
    )
    example = django_filters.ChoiceFilter(
        label="Exemples de démonstration",
        choices=EXAMPLES,
        method="filter_example",
        empty_label="Avec les exemples",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = EventPage
        fields: list[str] = []

    def filter_theme(self, events: QuerySet, name: str, themes: Any) -> QuerySet:
        bearers = EventPage.objects.filter(tagged_items__tag__in=themes).values("pk")
        return events.filter(pk__in=bearers) if themes else events

    def filter_departement(self, events: QuerySet, name: str, values: Any) -> QuerySet:
        codes = [departement.pk for departement in values]
        return events.filter(place_departement__in=codes) if codes else events

    def filter_dates(self, events: QuerySet, name: str, value: str) -> QuerySet:
        ahead = Occurrence.objects.upcoming().order_by()
        if value in STATUS_OF:
            ahead = ahead.filter(status=STATUS_OF[value])
        holding = ahead.values("event")
        if value == "aucune":
            return events.exclude(pk__in=holding)
        return events.filter(pk__in=holding)

    def filter_publication(self, events: QuerySet, name: str, value: str) -> QuerySet:
        if value != WAITING:
            return events.filter(live=value == "publie")
        waiting = WorkflowState.objects.filter(
            status=WorkflowState.STATUS_IN_PROGRESS,
            base_content_type=get_default_page_content_type(),
        )
        # Read first: the keys of objects are texts there, which PostgreSQL compares to no number.
        return events.filter(pk__in=list(waiting.values_list("object_id", flat=True)))

    def filter_example(self, events: QuerySet, name: str, value: str) -> QuerySet:
        return events.filter(is_example=value == "oui")

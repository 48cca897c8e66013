"""Filters of a listing of what came in: by state, by age."""

from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from wagtail.admin.filters import WagtailFilterSet

AGES = [(7, "Plus d’une semaine"), (30, "Plus d’un mois"), (90, "Plus de trois mois")]  # days


class IncomingFilterSet(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(
        label="État", choices=(), widget=forms.CheckboxSelectMultiple
    )
    age = django_filters.ChoiceFilter(
        label="Arrivé depuis",
        choices=AGES,
        method="by_age",
        widget=forms.RadioSelect,
        empty_label="N’importe quand",
    )

    class Meta:
        model: Any = None
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = self.queryset.model._meta.get_field("state").choices
        self.filters["state"].extra["choices"] = states

    def by_age(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows & rows.model.objects.older_than(timedelta(days=int(value)))

"""Filters of the listing of places."""

import django_filters
from dateutil.relativedelta import relativedelta
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet

from core.forms.choices import ModelMultipleChoiceFilter
from directory.models import (
    Departement,
    Kind,
    LabelGrant,
    PlacePage,
    Term,
    Vocabulary,
)

LABEL_STATES = [
    ("valide", "Valide"),
    ("a-renouveler", "Expiré, ou expire dans les trois mois"),
    ("aucun", "Aucun label"),
]
COMPLETENESS_BANDS = [
    ("0-49", "Moins de 50 %"),
    ("50-79", "De 50 à 79 %"),
    ("80-100", "80 % et plus"),
]
MONTHS = [("3", "Trois mois"), ("6", "Six mois"), ("12", "Un an"), ("24", "Deux ans")]


def sources() -> list[tuple[str, str]]:
    names = PlacePage.objects.exclude(source="").order_by("source").values_list("source", flat=True)
    return [(name, name) for name in names.distinct()]


class PlaceFilterSet(WagtailFilterSet):
    """What staff look for among the places."""

    kind = django_filters.MultipleChoiceFilter(
        label="Type de lieu",
        choices=Kind.choices,
        method="filter_kind",
        widget=forms.CheckboxSelectMultiple,
    )
    departement = ModelMultipleChoiceFilter(
        label="Département",
        field_name="commune__departement",
        queryset=Departement.objects.order_by("name"),
        widget=forms.CheckboxSelectMultiple,
    )
    label = django_filters.ChoiceFilter(
        label="Label de la Région",
        choices=LABEL_STATES,
        method="filter_label",
        empty_label="Tous",
        widget=forms.RadioSelect,
    )
    completeness = django_filters.ChoiceFilter(
        label="Fiche complète à",
        choices=COMPLETENESS_BANDS,
        method="filter_completeness",
        empty_label="Toutes",
        widget=forms.RadioSelect,
    )
    unverified_for = django_filters.ChoiceFilter(
        label="Pas vérifié depuis plus de",
        choices=MONTHS,
        method="filter_unverified",
        empty_label="Peu importe",
        widget=forms.RadioSelect,
    )
    source = django_filters.ChoiceFilter(
        label="Source",
        choices=sources,
        empty_label="Toutes",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = PlacePage
        fields: list[str] = []

    def filter_kind(self, places: QuerySet, name: str, values: list[str]) -> QuerySet:
        chosen = Term.objects.filter(vocabulary=Vocabulary.KIND, code__in=values)
        bearers = PlacePage.objects.filter(terms__in=chosen).values("pk")
        return places.filter(pk__in=bearers)

    def filter_label(self, places: QuerySet, name: str, value: str) -> QuerySet:
        grants = LabelGrant.objects.all()
        if value == "valide":
            return places.filter(pk__in=grants.valid().values("place"))
        if value == "a-renouveler":
            return places.filter(pk__in=grants.to_renew().values("place"))
        granted = grants.filter(state=LabelGrant.State.GRANTED)
        return places.exclude(pk__in=granted.values("place"))

    def filter_completeness(self, places: QuerySet, name: str, value: str) -> QuerySet:
        low, high = value.split("-")
        return places.filter(completeness__range=(int(low), int(high)))

    def filter_unverified(self, places: QuerySet, name: str, value: str) -> QuerySet:
        return places.filter(
            verified_on__lt=timezone.localdate() - relativedelta(months=int(value))
        )

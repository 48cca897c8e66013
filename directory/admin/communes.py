"""The chooser of communes: 2 644 of them, found by name, former name or postcode."""

from typing import Any

from django import forms
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from directory.models import Commune
from directory.search.communes import find_communes

MAX_RESULTS = 50


class CommuneFilterForm(BaseFilterForm):
    q = forms.CharField(
        label="Commune",
        required=False,
        widget=forms.TextInput(
            attrs={"placeholder": "Nom, ancien nom ou code postal", "autocomplete": "off"}
        ),
    )

    def filter(self, objects: Any) -> Any:
        """Give the communes that fit what is typed, the likeliest first."""
        typed = self.cleaned_data["q"]
        if not typed:
            return objects
        self.is_searching, self.search_query = True, typed
        return [match.commune for match in find_communes(typed, limit=MAX_RESULTS)]


class CommuneChoiceMixin:
    filter_form_class = CommuneFilterForm

    def get_object_list(self) -> Any:
        return Commune.objects.select_related("departement").order_by("name", "insee_code")

    @property
    def columns(self) -> list[Column]:
        return [
            *super().columns,  # type: ignore[misc]
            Column("departement", label="Département", accessor="departement.name"),
            Column("insee_code", label="Code INSEE", accessor="insee_code"),
        ]


class CommuneChooseView(CommuneChoiceMixin, ChooseView):
    pass


class CommuneChooseResultsView(CommuneChoiceMixin, ChooseResultsView):
    pass


class CommuneChosenView(ChosenView):
    def get_chosen_response_data(self, item: Commune) -> dict[str, Any]:
        """Say where the commune is as well, and its postcodes: the form of the sheet takes both."""
        return super().get_chosen_response_data(item) | {
            "latitude": item.latitude,
            "longitude": item.longitude,
            "postcodes": item.postcodes.split(),
        }


class CommuneChooserViewSet(ChooserViewSet):
    model = Commune
    icon = "site"
    choose_one_text = "Choisir une commune"
    choose_another_text = "Choisir une autre commune"
    page_title = "Choisir une commune"
    per_page = 20
    choose_view_class = CommuneChooseView
    choose_results_view_class = CommuneChooseResultsView
    chosen_view_class = CommuneChosenView


commune_chooser_viewset = CommuneChooserViewSet("directory_commune_chooser")

"""The experiments that look for places: « mon lieu veut participer »."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from normandie.equipment.models import ExperimentPage, Participation
from normandie.equipment.services.experiments import offer
from normandie.espace.forms.equipment import OfferForm

from .frame import CollectiveFormView, CollectiveView


class ExperimentsView(CollectiveView):
    """What looks for places, and what became of the offers of mine."""

    template_name = "espace/equipment/experiments.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render(
            offers=Participation.objects.of(self.places),
            **self.page_of(ExperimentPage.objects.calling()),
        )


class OfferView(CollectiveFormView):
    template_name = "espace/equipment/offer.html"
    done = "C’est noté\u00a0: l’équipe de la Région vous répond par courriel."
    experiment: ExperimentPage

    def find(self, **kwargs: Any) -> None:
        super().find(**kwargs)
        calling = ExperimentPage.objects.calling()
        self.experiment = get_object_or_404(calling, pk=kwargs["experiment"])

    def get_form(self, data: Any = None) -> OfferForm:
        return OfferForm(data, places=self.places)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(experiment=self.experiment, **kwargs)

    def save(self, form: OfferForm) -> str:
        place, message = form.cleaned_data["place"], form.cleaned_data["message"]
        offer(self.experiment, place, self.request.user, message=message)
        return reverse("espace:experiments")

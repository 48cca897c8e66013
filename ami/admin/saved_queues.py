"""The screen where staff keep a view of the queue, and forget those they keep."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, View
from wagtail.admin import messages

from ami.admin.addresses import LIST
from ami.admin.queue import DossierFilterSet, queue_params
from ami.admin.reading import ForReaders
from ami.models import SavedQueue
from ami.models.agent import LONGEST_QUERY
from ami.services.saved_queues import forget_queue, save_queue
from core.admin.screens import FormScreen


class SavedQueueForm(forms.ModelForm):
    """The name, and who sees it; the filters are those of the address."""

    class Meta:
        model = SavedQueue
        fields = ("name", "is_shared")
        help_texts = {
            "name": "Si une de vos vues porte déjà ce nom, celle-ci la remplace.",
            "is_shared": "Toute l’équipe la verra, avec votre nom. N’y cherchez pas une personne "
            "par son nom ou son courriel.",
        }


SAVED_QUEUES = "wagtailsnippets_ami_dossier:saved_queues"


def words_of_queue(request: HttpRequest) -> list[str]:
    """Say in words what the queue of an address narrows: « État : Déposé », what is searched."""
    given = queue_params(request.GET)
    fields = DossierFilterSet(given, request=request).form.fields
    told = []
    for name in [each for each in fields if each in given]:
        chosen = given.getlist(name)
        labels = [str(label) for value, label in fields[name].choices if str(value) in chosen]
        told.append(f"{fields[name].label}\u00a0: {' ou '.join(labels)}")
    if "q" in given:
        told.append(f"recherche de «\u00a0{given['q']}\u00a0»")
    return told


class SavedQueuesView(ForReaders, FormScreen, FormView):
    """Keep the queue of the address under a name, above the views that the person has."""

    form_class = SavedQueueForm
    template_name = "ami/admin/queue_saved.html"
    page_title = "Enregistrer cette vue"
    header_icon = "folder-inverse"

    @cached_property
    def query(self) -> str:
        return queue_params(self.request.GET).urlencode()

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(LIST), "label": "Dossiers"},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "own": SavedQueue.objects.filter(owner=self.request.user.pk),
            "told": words_of_queue(self.request),
        }

    def form_valid(self, form: SavedQueueForm) -> HttpResponse:
        if len(self.query) > LONGEST_QUERY:
            form.add_error(None, "Cette vue a trop de filtres pour être enregistrée.")
            return self.form_invalid(form)
        kept = save_queue(self.request.user, query=self.query, **form.cleaned_data)
        messages.success(self.request, f"La vue «\u00a0{kept}\u00a0» est enregistrée.")
        return redirect(f"{reverse(LIST)}?{self.query}")


class ForgetQueueView(ForReaders, View):
    """Erase a view of the person."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        forget_queue(request.user, pk)
        messages.success(request, "La vue est effacée.")
        return redirect(SAVED_QUEUES)

"""Asking an outside expert for an opinion on a file, putting its date off, withdrawing it."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.admin import messages

from ami.admin.actions import DossierFormView
from ami.admin.addresses import EXTEND_OPINION, REVOKE_OPINION
from ami.admin.forms.opinion import AskOpinionForm, ExtendOpinionForm, RevokeOpinionForm
from ami.dossier_timeline import Event, name_of
from ami.models import Opinion
from ami.opinion_reading import doubts_in, shared_files
from ami.services.deposit import digest_of
from ami.services.opinions import (
    AskedOpinion,
    NotAwaited,
    NotUnderReview,
    anonymiser_for,
    ask_opinion,
    extend_opinion,
    revoke_opinion,
    shared_with,
)
from core.text.formats import long_date
from core.workflow import WorkflowError

SEND, CORRECT = "send", "correct"  # the buttons of the preview


class OpinionsView(DossierFormView):
    """A form about the opinions on a file: it leads back to where they show."""

    def get_success_url(self) -> str:
        return f"{self.back_url}#opinions"


class AskOpinionView(OpinionsView):
    """« Demander un avis »: a form, then exactly what the expert will read, then the sending.

    What is sent is what was read: it goes with the digest of the preview.
    """

    page_title = "Demander un avis"
    form_class = AskOpinionForm
    template_name = "ami/admin/ask_opinion.html"
    submit_button_label = "Voir ce que lira l’expert"
    submit_button_active_label = "Préparation…"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.dossier.state_words.awaits_answer:
            messages.error(request, NotUnderReview.message)
            return redirect(self.get_success_url())
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"dossier": self.dossier}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        experts = Opinion.objects.latest_experts(self.request.user)
        organisations = sorted({organisation for _, organisation, _ in experts if organisation})
        return super().get_context_data(experts=experts, organisations=organisations, **kwargs)

    def form_valid(self, form: AskOpinionForm) -> HttpResponse:
        if CORRECT in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        asked = form.asked()
        if SEND not in self.request.POST:
            return self._preview(form, asked)
        seen = self.request.POST.get("seen", "")
        try:
            opinion = ask_opinion(self.dossier, asked, self.actor, seen=seen)
        except WorkflowError as refusal:
            return self._preview(form, asked, refusal.message)
        messages.success(
            self.request, f"La demande d’avis part à {opinion.full_name}, avec son lien."
        )
        return super().form_valid(form)

    def _preview(
        self, form: AskOpinionForm, asked: AskedOpinion, refused: str = ""
    ) -> HttpResponse:
        shared = shared_with(self.dossier, asked)
        anonymiser = anonymiser_for(self.dossier, asked)
        context = {
            "asked": asked,
            "shared": shared,
            "seen": digest_of(shared),
            "doubts": doubts_in(shared, anonymiser) if anonymiser else [],
            "question_doubts": anonymiser.doubts(asked.question) if anonymiser else [],
            "files": shared_files(asked.attachments, asked.is_anonymised),
            "refused": refused,
            # Not « as_hidden »: Django has what is hidden described by a text that is not there.
            "typed": [
                (name, value)
                for name, values in self.request.POST.lists()
                if name in form.fields
                for value in values
            ],
        }
        self.template_name = "ami/admin/opinion_preview.html"
        return self.render_to_response(self.get_context_data(form=form, **context))


class OneOpinionView(OpinionsView, ABC):
    """A form about one opinion that is awaited."""

    opinion: Opinion

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # Kept for what comes once the right to review is known.
        self.opinion_id = kwargs["opinion"]
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._find()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._find()
        return super().post(request, *args, **kwargs)

    def _find(self) -> None:
        self.opinion = get_object_or_404(self.dossier.opinions, id=self.opinion_id)

    def get_page_subtitle(self) -> str:
        return f"{super().get_page_subtitle()}\u00a0: avis de {self.opinion.full_name}"

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            done = self.run(form)
        except NotAwaited as refusal:
            messages.error(self.request, refusal.message)
        else:
            messages.success(self.request, done)
        return super().form_valid(form)

    @abstractmethod
    def run(self, form: Any) -> str:
        """Do it, and return what is then said."""


class ExtendOpinionView(OneOpinionView):
    page_title = "Reporter la date, renvoyer le lien"
    form_class = ExtendOpinionForm
    submit_button_label = "Écrire à l’expert"
    submit_button_active_label = "Envoi…"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"opinion": self.opinion}

    def run(self, form: ExtendOpinionForm) -> str:
        due_on = form.cleaned_data["due_on"]
        extend_opinion(self.opinion, due_on)
        return f"L’expert reçoit un nouveau lien. Son avis est attendu pour le {long_date(due_on)}."


class RevokeOpinionView(OneOpinionView):
    page_title = "Retirer la demande d’avis"
    form_class = RevokeOpinionForm
    template_name = "ami/admin/revoke_opinion.html"
    submit_button_label = "Retirer la demande"
    submit_button_active_label = "Retrait…"

    def run(self, form: RevokeOpinionForm) -> str:
        revoke_opinion(self.opinion, self.request.user)
        return "La demande est retirée\u00a0: le lien de l’expert n’ouvre plus rien."


def panel_of(opinion: Opinion, query: str) -> dict[str, Any]:
    """Return one opinion with the addresses of what may be done of it; *query* is of the queue."""
    args = (opinion.dossier_id, opinion.pk)
    return {
        "opinion": opinion,
        "asked_by": name_of(opinion.asked_by),
        "extend_url": reverse(EXTEND_OPINION, args=args) + query,
        "revoke_url": reverse(REVOKE_OPINION, args=args) + query,
    }


def opinion_events(opinions: Iterable[Opinion]) -> Iterator[Event]:
    """Yield what happened to each of *opinions*, for the timeline of their file."""
    for each in opinions:
        until = f"À {each.full_name}, pour le {long_date(each.due_on)}."
        yield Event(each.asked_at, "Avis demandé", name_of(each.asked_by), text=until)
        if each.extended_at:
            yield Event(each.extended_at, "Date de l’avis reportée", text=until)
        if each.opened_at:
            yield Event(each.opened_at, "Demande d’avis ouverte", each.full_name)
        if each.answered_at:
            label = each.get_verdict_display() if each.is_given else "Avis décliné"
            yield Event(each.answered_at, label, each.full_name)
        if each.revoked_at:
            yield Event(
                each.revoked_at, "Demande d’avis retirée", name_of(each.revoked_by), text=until
            )

"""What staff do of a deposited file: one screen for an action, as they saw the file."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from ami.admin.addresses import LIST, inspect_url
from ami.admin.forms.actions import form_of
from ami.admin.forms.base import ActionForm
from ami.admin.forms.orientation import OrientForm
from ami.admin.forms.writing import MessageForm
from ami.admin.meanwhile import notes_meanwhile
from ami.admin.queue import queue_params
from ami.kinds.people import EXTEND, HAND_OVER
from ami.message_fields import fill_in
from ami.models import Dossier, MessageTemplate
from ami.permissions import actor_of
from ami.review_reading import read_reviewed
from ami.services.correspondence import FilesRefused, write_to_carrier
from core.admin.incoming.views import what_happened
from core.admin.screens import FormScreen
from core.rows import typed_key
from core.workflow import Actor, AlreadyChanged, NotNow, Transition, WorkflowError

# They have screens of their own: a delay of a draft, a request to take a file over.
ELSEWHERE = frozenset({EXTEND, HAND_OVER})


class KeepsQueue:
    """Mixin of views: they lead back to the file with the queue that it is read in."""

    request: HttpRequest
    dossier: Dossier

    @property
    def back_url(self) -> str:
        return inspect_url(self.dossier, queue_params(self.request.GET).urlencode())


class DossierFormView(KeepsQueue, PermissionCheckedMixin, FormScreen, FormView):
    """A form about one file, deposited unless a view says otherwise, for who may review it."""

    permission_required = "change"
    header_icon = "folder-inverse"
    template_name = "ami/admin/action.html"
    model: Any = None
    dossier: Dossier
    actor: Actor

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.user_has_permission("change"):
            raise PermissionDenied
        # « id », since « pk » fails on a number without end.
        rows = Dossier.objects.readable_by(request.user).select_related("call", "commune")
        self.dossier = get_object_or_404(rows, id=kwargs["pk"])
        actor = actor_of(request.user, self.dossier)
        if actor is None:
            raise PermissionDenied
        self.actor = actor
        if why := self.why_not():
            messages.error(request, why)
            return redirect(self.back_url)
        return super().dispatch(request, *args, **kwargs)

    def why_not(self) -> str:
        """Return why the file as it stands has no such form, or nothing."""
        if self.dossier.is_draft:
            return "Ce dossier n’est pas déposé\u00a0: il est à son porteur."
        return ""

    def get_page_subtitle(self) -> str:
        return f"{self.dossier}, {self.dossier.carrier_name}"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(LIST), "label": "Dossiers"},
            {"url": self.back_url, "label": str(self.dossier)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(dossier=self.dossier, **kwargs)

    def content(self) -> dict[str, Any]:
        """Return what the file says, for a form that is filled in beside it."""
        completions = list(self.dossier.completions.all())
        for each in completions:
            each.dossier = self.dossier
        return {"parts": read_reviewed(self.dossier, completions)}

    def get_success_url(self) -> str:
        return self.back_url


class DossierActionView(DossierFormView):
    """One transition, on the version that the person saw.

    Refused because somebody was quicker, it says what they did, and shows what was typed again.
    """

    submit_button_active_label = "En cours…"
    transition: Transition

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.action = kwargs["action"]
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._find(self.dossier.state)
        if not self._is_possible():
            messages.error(request, self._refusal(NotNow()))
            return redirect(self.get_success_url())
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._find(self.dossier.state)
        return super().post(request, *args, **kwargs)

    def _find(self, state: str) -> None:
        """Find the transition: that of *state*, or of another state, which the person saw.

        Raises:
            PermissionDenied: the kind has no such action, or not for this role.
        """
        table = self.dossier.call_kind.transitions
        mine = [
            each
            for each in table.transitions
            if each.action == self.action and self.actor.role in each.roles
        ]
        if self.action in ELSEWHERE or not mine:
            raise PermissionDenied
        self.transition = next((each for each in mine if state in each.sources), mine[0])

    def _is_possible(self) -> bool:
        return self.dossier.state in self.transition.sources

    def get_page_title(self) -> str:
        return self.transition.label

    @property
    def submit_button_label(self) -> str:  # type: ignore[override]
        return self.transition.label

    def get_form_class(self) -> type[ActionForm]:
        return form_of(self.transition)

    @property
    def orients(self) -> bool:
        return issubclass(self.get_form_class(), OrientForm)

    def get_template_names(self) -> list[str]:
        return ["ami/admin/orient.html" if self.orients else self.template_name]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        beside = {"content": self.content()} if self.orients else {}
        return super().get_context_data(**beside, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        kwargs.pop("initial")
        return kwargs | {"dossier": self.dossier, "transition": self.transition}

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            if form.cleaned_data["version"] != self.dossier.version:
                raise AlreadyChanged
            form.run(self.actor)
        except WorkflowError as refusal:
            return self._refuse(form, refusal)
        messages.success(
            self.request,
            f"«\u00a0{self.transition.label}\u00a0»\u00a0: c’est fait. Le dossier est "
            f"«\u00a0{self.dossier.state_words.label}\u00a0».",
        )
        if noted := notes_meanwhile(self.dossier, form.cleaned_data["notes"]):
            messages.warning(self.request, noted)
        return super().form_valid(form)

    def _refuse(self, form: Any, refusal: WorkflowError) -> HttpResponse:
        """Say why, and keep what was typed: sent again, it decides on the file as it now is."""
        self.dossier.refresh_from_db()
        message = self._refusal(refusal)
        if form.asks_nothing(self.transition):
            messages.error(self.request, message)
            return redirect(self.get_success_url())
        form.data = form.data.copy()
        form.data["version"] = str(self.dossier.version)
        form.data.setdefault("notes", str(self.dossier.notes.count()))
        form.add_error(None, message)
        return self.form_invalid(form)

    def _refusal(self, refusal: WorkflowError) -> str:
        return what_happened(self.dossier, self.dossier.call_kind.transitions, refusal)


class WriteView(DossierFormView):
    """« Écrire au porteur »: from a template or not, seen as the carrier will, then sent."""

    page_title = "Écrire au porteur"
    form_class = MessageForm
    template_name = "ami/admin/write.html"
    submit_button_label = "Envoyer"
    submit_button_active_label = "Envoi…"

    def get_initial(self) -> dict[str, Any]:
        chosen = typed_key(self.request.GET.get("modele", ""))
        found = MessageTemplate.objects.filter(id=chosen).first() if chosen else None
        return {"text": fill_in(found.text, self.dossier) if found else ""}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"preview": ""} | super().get_context_data(
            templates=MessageTemplate.objects.all(), **kwargs
        )

    def form_valid(self, form: Form) -> HttpResponse:
        text = form.cleaned_data["text"]
        if "preview" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form, preview=text))
        files = self.request.FILES.getlist("joined")
        try:
            write_to_carrier(self.dossier, text, self.actor, files)
        except FilesRefused as refused:
            for each in refused.refusals:
                form.add_error("joined", each)
            return self.form_invalid(form)
        messages.success(self.request, "Le message est sur la page du porteur, prévenu par mail.")
        return super().form_valid(form)

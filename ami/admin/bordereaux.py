"""« Appels → Éliminations »: files that have served their time, and the bordereaux about them."""

from abc import ABC, abstractmethod
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ami.admin.forms.bordereau import AbandonForm, BordereauForm, DestroyForm, VisaForm
from ami.admin.reading import ForReaders, ReadersViewSet
from ami.bordereaux import calls_to_look_at, table_of, volume
from ami.eliminations import ELIMINATIONS
from ami.exports.writers import write_csv
from ami.kinds import LEAD
from ami.models import Bordereau, CallPage
from ami.permissions import leads_call
from ami.services.eliminations import abandon, keep_back, order_destruction, propose, record_visa
from core.admin.incoming.views import history_of, what_happened
from core.admin.screens import FormScreen
from core.pages import pdf
from core.rows import typed_key
from core.stored_files import NOT_KEPT
from core.text.cleaning import clean_line
from core.workflow import Actor, AlreadyChanged, WorkflowError

NAME = "ami_eliminations"
LIST, ONE = f"{NAME}:index", f"{NAME}:bordereau"


def lead_of(request: HttpRequest, call: CallPage | None) -> Actor:
    """Return who acts, as a lead of the whole of *call*.

    Raises:
        PermissionDenied: they are none.
    """
    if not leads_call(request.user, call):
        raise PermissionDenied
    return Actor(LEAD, request.user)


def _read_by(user: Any) -> QuerySet[Bordereau]:
    """Return the bordereaux of calls whose files *user* reads, and of calls that are no more."""
    mine = CallPage.objects.with_files_for(user)
    return Bordereau.objects.with_totals().filter(Q(call=None) | Q(call__in=mine))


class EliminationsView(ForReaders, WagtailAdminTemplateMixin, TemplateView):
    """The calls whose files have served their time, then every bordereau."""

    template_name = "ami/admin/eliminations.html"
    page_title = "Éliminations"
    header_icon = "bin"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = CallPage.objects.with_files_for(self.request.user)
        found = _read_by(self.request.user)
        return super().get_context_data(**kwargs) | {
            "calls": calls_to_look_at(mine),
            "bordereaux": [(each, volume(each.size)) for each in found],
            "led": set(mine.led_by(self.request.user)),
        }

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Make the bordereau of the call that « appel » names by its number."""
        call = get_object_or_404(CallPage, id=typed_key(request.POST.get("appel", "")))
        actor = lead_of(request, call)
        try:
            bordereau = propose(call, actor)
        except WorkflowError as refusal:
            messages.error(request, refusal.message)
            return redirect(LIST)
        messages.success(request, f"Le bordereau {bordereau} est prêt à être envoyé pour visa.")
        return redirect(ONE, bordereau.pk)


class OfBordereau(ForReaders):
    """Mixin of views about one bordereau."""

    bordereau: Bordereau
    actor: Actor
    for_leads = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rows = _read_by(request.user)
        self.bordereau = get_object_or_404(rows, id=kwargs["pk"])
        if self.for_leads:
            self.actor = lead_of(request, self.bordereau.call)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @property
    def address(self) -> str:
        return reverse(ONE, args=(self.bordereau.pk,))

    def content(self) -> dict[str, Any]:
        """Return what the bordereau says, on the screen and on paper."""
        lines = [(each, volume(each.size)) for each in self.bordereau.lines.all()]
        return {
            "bordereau": self.bordereau,
            "volume": volume(self.bordereau.size),
            "leaving": [pair for pair in lines if not pair[0].kept_reason],
            "kept": [pair for pair in lines if pair[0].kept_reason],
        }


class BordereauView(OfBordereau, WagtailAdminTemplateMixin, TemplateView):
    """One bordereau, made to be printed; beside it, what may be done now."""

    template_name = "ami/admin/bordereau.html"
    page_title = "Bordereau d’élimination"
    header_icon = "bin"

    def get_page_subtitle(self) -> str:
        return str(self.bordereau)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(LIST), "label": "Éliminations"},
            {"url": "", "label": str(self.bordereau)},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        state = Bordereau.State
        lead = leads_call(self.request.user, self.bordereau.call)
        return super().get_context_data(**kwargs) | {
            **self.content(),
            "may_change": lead and self.bordereau.may_change,
            "may_destroy": lead and self.bordereau.state == state.VISAED,
            "has_pdf": pdf.is_available(),
            "history": history_of(self.bordereau, ELIMINATIONS, dict(state.choices)),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Keep the files that are ticked, with the reason; or put one back."""
        lead_of(request, self.bordereau.call)
        back = request.POST.get("remettre", "")
        ticked = [back] if back else request.POST.getlist("ligne")
        reason = "" if back else clean_line(request.POST.get("raison", ""))[:300]
        lines = [key for each in ticked if (key := typed_key(each)) is not None]
        if not back and not (reason and lines):
            messages.error(request, "Cochez des dossiers, et dites pourquoi ils sont gardés.")
            return redirect(ONE, pk)
        try:
            number = keep_back(self.bordereau, lines, reason)
        except WorkflowError as refusal:
            messages.error(request, refusal.message)
        else:
            done = "remis dans le bordereau" if back else "gardés, hors du bordereau"
            messages.success(request, f"Dossiers {done}\u00a0: {number}.")
        return redirect(ONE, pk)


class ActView(OfBordereau, FormScreen, FormView, ABC):
    """One action of a lead on a bordereau."""

    template_name = "ami/admin/bordereau_act.html"
    header_icon = "bin"
    form_class: type[BordereauForm]
    for_leads = True
    done = ""

    def get_page_subtitle(self) -> str:
        return str(self.bordereau)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(LIST), "label": "Éliminations"},
            {"url": self.address, "label": str(self.bordereau)},
            {"url": "", "label": self.page_title},
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"bordereau": self.bordereau}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | self.content()

    def form_valid(self, form: BordereauForm) -> HttpResponse:
        try:
            if form.cleaned_data["version"] != self.bordereau.version:
                raise AlreadyChanged
            self.act(form.cleaned_data)
        except WorkflowError as refusal:
            self.bordereau.refresh_from_db()
            form.data = dict(form.data.items()) | {"version": str(self.bordereau.version)}
            form.add_error(None, what_happened(self.bordereau, ELIMINATIONS, refusal))
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return redirect(self.address)

    @abstractmethod
    def act(self, given: dict[str, Any]) -> None:
        """Do it.

        Raises:
            WorkflowError: it is refused; nothing is written.
        """


class VisaView(ActView):
    page_title = "Enregistrer le visa"
    submit_button_label = "Enregistrer le visa"
    form_class = VisaForm
    done = "Le visa est enregistré. Les dossiers peuvent être détruits."

    def form_valid(self, form: BordereauForm) -> HttpResponse:
        try:
            return super().form_valid(form)
        except OSError:  # nothing of the visa is written
            self.bordereau.refresh_from_db()
            form.add_error("scan", capfirst(NOT_KEPT))
            return self.form_invalid(form)

    def act(self, given: dict[str, Any]) -> None:
        record_visa(
            self.bordereau,
            self.actor,
            on=given["on"],
            by=given["by"],
            reference=given["reference"],
            scan=given["scan"],
        )


class DestroyView(ActView):
    page_title = "Détruire les dossiers"
    submit_button_label = "Détruire définitivement"
    template_name = "ami/admin/bordereau_destroy.html"
    form_class = DestroyForm
    done = "La destruction a commencé. Cette page dit où elle en est."

    def act(self, given: dict[str, Any]) -> None:
        order_destruction(self.bordereau, self.actor, count=given["count"])


class AbandonView(ActView):
    page_title = "Abandonner ce bordereau"
    submit_button_label = "Abandonner"
    form_class = AbandonForm
    done = "Le bordereau est abandonné\u00a0: ses dossiers restent, et peuvent être dans un autre."

    def act(self, given: dict[str, Any]) -> None:
        abandon(self.bordereau, self.actor, reason=given["reason"])


class FileView(OfBordereau, View):
    """The bordereau as a file, as « format » says; its signed copy."""

    def get(self, request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
        writers = {"pdf": self._pdf, "csv": self._csv, "vise": self._scan}
        if form not in writers:
            raise Http404
        return writers[form]()

    def _pdf(self) -> HttpResponseBase:
        if not pdf.is_available():
            raise Http404
        written = pdf.render_pdf("ami/bordereau_pdf.html", self.content())
        return self._download(HttpResponse(written, content_type="application/pdf"), "pdf")

    def _csv(self) -> HttpResponseBase:
        chunks = write_csv(table_of(self.bordereau))
        return self._download(
            StreamingHttpResponse(chunks, content_type="text/csv; charset=utf-8"), "csv"
        )

    def _scan(self) -> HttpResponseBase:
        kept = self.bordereau.visa_scan
        if not kept:
            raise Http404
        extension = str(kept.name).rpartition(".")[2]
        return FileResponse(
            kept.open("rb"),
            as_attachment=True,
            filename=f"{self.bordereau}-vise.{extension}",
            content_type="application/octet-stream",
        )

    def _download(self, response: HttpResponseBase, extension: str) -> HttpResponseBase:
        response["Content-Disposition"] = f'attachment; filename="{self.bordereau}.{extension}"'
        return response


class EliminationsViewSet(ReadersViewSet):
    name = NAME
    url_prefix = "appels/eliminations"
    icon = "bin"
    menu_label = "Éliminations"

    def get_urlpatterns(self) -> list[URLPattern]:
        ours: list[tuple[str, Any, str]] = [
            ("", EliminationsView, "index"),
            ("<int:pk>/", BordereauView, "bordereau"),
            ("<int:pk>/visa/", VisaView, "visa"),
            ("<int:pk>/detruire/", DestroyView, "destroy"),
            ("<int:pk>/abandonner/", AbandonView, "abandon"),
            ("<int:pk>/fichier/<slug:form>/", FileView, "file"),
        ]
        return [path(at, self.construct_view(view), name=name) for at, view, name in ours]

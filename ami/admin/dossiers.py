"""The files that answer calls, for staff: their list, their addresses, a later deadline."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.snippets.views.snippets import SnippetViewSet

from ami.admin.actions import DossierActionView, KeepsQueue, WriteView
from ami.admin.addresses import LIST
from ami.admin.assessments import AssessView
from ami.admin.attachments import AttachmentView, PreviewView
from ami.admin.dossier_screen import DossierInspectView
from ami.admin.forms.extension import ExtensionForm
from ami.admin.notes import NoteTypedView, NoteView
from ami.admin.opinions import AskOpinionView, ExtendOpinionView, RevokeOpinionView
from ami.admin.paper import PaperPdfView, PaperView
from ami.admin.queue import COLUMNS, DEFAULT_ORDER, DossierFilterSet, DossierIndexView
from ami.admin.saved_queues import ForgetQueueView, SavedQueuesView
from ami.admin.tags import TagsView
from ami.models import Dossier
from ami.permissions import actor_of
from ami.services.extension import extend
from ami.teams import CHANGE
from core.admin.choosers import NoChooser
from core.admin.incoming.views import OpenHistoryView, OpenUsageView, what_happened
from core.admin.screens import FormScreen
from core.text.formats import closing_moment
from core.workflow import Actor, AlreadyChanged, WorkflowError


class ExtendView(KeepsQueue, PermissionCheckedMixin, FormScreen, FormView):
    """« Prolonger le dépôt »: a later deadline for one draft, and why."""

    permission_required = "change"
    form_class = ExtensionForm
    template_name = "ami/admin/extend.html"
    page_title = "Prolonger le dépôt"
    header_icon = "date"
    submit_button_label = "Prolonger"
    model: Any = None
    dossier: Dossier
    actor: Actor

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.user_has_permission("change"):
            raise PermissionDenied
        # « id », since « pk » fails on a number without end.
        rows = Dossier.objects.open_to(request.user, CHANGE)
        self.dossier = get_object_or_404(rows, id=kwargs["pk"])
        actor = actor_of(request.user, self.dossier)
        if actor is None:
            raise PermissionDenied
        self.actor = actor
        if not self.dossier.is_draft:
            messages.error(request, "Ce dossier est déjà déposé\u00a0: rien n’est à prolonger.")
            return redirect(self.back_url)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return f"{self.dossier}, {self.dossier.call.title}"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(LIST), "label": "Dossiers"},
            {"url": self.back_url, "label": str(self.dossier)},
            {"url": "", "label": self.page_title},
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"dossier": self.dossier}

    def get_success_url(self) -> str:
        return self.back_url

    def form_valid(self, form: ExtensionForm) -> HttpResponse:
        given = form.cleaned_data
        try:
            if given["version"] != self.dossier.version:
                raise AlreadyChanged
            extend(self.dossier, given["until"], self.actor, reason=given["reason"])
        except WorkflowError as refusal:
            self.dossier.refresh_from_db()
            form.data = dict(form.data.items()) | {"version": str(self.dossier.version)}
            table = self.dossier.call_kind.transitions
            form.add_error(None, what_happened(self.dossier, table, refusal))
            return self.form_invalid(form)
        messages.success(
            self.request,
            f"Ce dossier peut être déposé jusqu’au {closing_moment(given['until'])}. Le "
            "porteur en est averti par courriel.",
        )
        return super().form_valid(form)


class DossierViewSet(SnippetViewSet):
    """A listing of files that nobody edits here: what is done to them are transitions."""

    model = Dossier
    icon = "folder-inverse"
    menu_label = "Dossiers"
    base_url_path = "appels/dossiers"
    chooser_viewset_class = NoChooser
    index_view_class = DossierIndexView
    inspect_view_class = DossierInspectView
    history_view_class = OpenHistoryView
    usage_view_class = OpenUsageView
    filterset_class = DossierFilterSet
    index_results_template_name = "ami/admin/queue_results.html"
    list_display: Any = ["__str__", *COLUMNS]
    search_fields = ["number"]  # so that there is a search: what it reads is ``found_by``
    list_per_page = 50
    ordering = DEFAULT_ORDER
    inspect_view_enabled = True
    copy_view_enabled = False

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        common: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return common | {"edit_url_name": None}

    def get_urlpatterns(self) -> list[Any]:
        kept = [each for each in super().get_urlpatterns() if each.name != "edit"]
        ours: list[tuple[str, Any, str]] = [
            ("prolonger/<int:pk>/", ExtendView, "extend"),
            ("action/<int:pk>/<slug:action>/", DossierActionView, "action"),
            ("ecrire/<int:pk>/", WriteView, "write"),
            ("noter/<int:pk>/", NoteView, "note"),
            ("lecture/<int:pk>/", AssessView, "assess"),
            ("noter/<int:pk>/en-cours/", NoteTypedView, "note_typed"),
            ("etiqueter/<int:pk>/", TagsView, "tags"),
            ("avis/<int:pk>/", AskOpinionView, "ask_opinion"),
            ("avis/<int:pk>/<int:opinion>/prolonger/", ExtendOpinionView, "extend_opinion"),
            ("avis/<int:pk>/<int:opinion>/retirer/", RevokeOpinionView, "revoke_opinion"),
            ("piece/<int:pk>/<uuid:file>/", AttachmentView, "attachment"),
            ("piece/<int:pk>/<uuid:file>/apercu/<int:page>/", PreviewView, "preview"),
            ("papier/<int:pk>/", PaperView, "paper"),
            ("papier/<int:pk>/pdf/", PaperPdfView, "paper_pdf"),
            ("vues/", SavedQueuesView, "saved_queues"),
            ("vues/<int:pk>/effacer/", ForgetQueueView, "forget_queue"),
        ]
        return kept + [path(at, self.construct_view(view), name=name) for at, view, name in ours]

    @property
    def url_finder_class(self) -> type[ModelAdminURLFinder]:
        """Where mails and listings lead for a file: there is no form to edit one."""
        attributes = {"model": self.model, "edit_url_name": self.get_url_name("inspect")}
        return type("DossierURLFinder", (ModelAdminURLFinder,), attributes)

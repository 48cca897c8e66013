"""The files that answer calls, for staff: their list, and the addresses of their screens."""

from typing import Any

from django.urls import path
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.snippets.views.snippets import SnippetViewSet

from ami.admin.actions import DossierActionView, WriteView
from ami.admin.assessments import AssessView
from ami.admin.attachments import AttachmentView, PreviewView
from ami.admin.dossier_screen import DossierInspectView
from ami.admin.extension import ExtendView
from ami.admin.notes import NoteTypedView, NoteView
from ami.admin.opinions import AskOpinionView, ExtendOpinionView, RevokeOpinionView
from ami.admin.paper import PaperPdfView, PaperView
from ami.admin.queue import COLUMNS, DEFAULT_ORDER, DossierFilterSet, DossierIndexView
from ami.admin.saved_queues import ForgetQueueView, SavedQueuesView
from ami.admin.tags import TagsView
from ami.models import Dossier
from core.admin.incoming.views import OpenHistoryView, OpenUsageView
from core.admin.screens import NoChooser


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

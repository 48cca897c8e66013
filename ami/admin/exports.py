"""« Appels → Exporter »: files of calls, as a table, a document, or with what was joined to them.

What is short leaves at once; the rest is made by a worker (``ami.admin.asked_exports``).
"""

from typing import Any

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.views.generic import FormView
from wagtail.admin import messages

from ami.admin.addresses import EXPORTS, LIST
from ami.admin.asked_exports import (
    AskAgainView,
    AskedExportsView,
    CancelExportView,
    DownloadExportView,
)
from ami.admin.forms.export import CallExportForm, QueueExportForm
from ami.admin.queue import queue_params, queue_rows
from ami.admin.reading import ForReaders, ReadersViewSet
from ami.admin.saved_queues import words_of_queue
from ami.exports.formats import CSV, JSON, TYPES, ZIP, filename, is_long, stream, write
from ami.exports.table import Selection
from ami.models import CallPage, Export
from ami.services.exports import TooManyExports, ask_for_export, log_export
from ami.teams import limits_of
from core.admin.screens import FormScreen

TOO_MANY = "Plusieurs de vos exports ne sont pas finis\u00a0: attendez la fin de l’un d’eux."
ASKED = "L’export est demandé. Un courriel vous dira qu’il est prêt."
MADE_AS_SENT = (CSV, JSON, ZIP)


class ExportScreen(ForReaders, FormScreen, FormView):
    """Choose what to take of files; the answer is the download, or where it will be."""

    template_name = "ami/admin/export.html"
    header_icon = "download"
    submit_button_label = "Exporter"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = Export.objects.of(self.request.user).count()
        return super().get_context_data(**kwargs) | {
            "asked_url": reverse(EXPORTS),
            "number_asked": asked,
            "told": self.words(),
        }

    def words(self) -> list[str]:
        """Say which files are chosen already."""
        return []

    def form_valid(self, form: Any) -> HttpResponseBase:  # type: ignore[override]
        selection: Selection = form.chosen()
        kind = form.cleaned_data["format"]
        number = selection.dossiers().count()
        if not is_long(kind, number):
            self.log(selection, kind, number)
            return _download(selection, kind)
        title = ", ".join([selection.title, *self.words()])
        try:
            ask_for_export(self.request.user, selection, kind, title)
        except TooManyExports:
            form.add_error(None, TOO_MANY)
            return self.form_invalid(form)
        self.log(selection, kind, number)
        messages.success(self.request, ASKED)
        return redirect(EXPORTS)

    def log(self, selection: Selection, kind: str, number: int) -> None:
        rows = CallPage.objects.filter(pk__in=selection.dossiers().order_by().values("call"))
        calls = [selection.call] if selection.call else list(rows)
        log_export(calls, self.request.user, kind, number)


class CallExportView(ExportScreen):
    """The files of a call."""

    form_class = CallExportForm
    page_title = "Exporter les dossiers d’un appel"

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"call": self.request.GET.get("appel")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"limits": limits_of(self.request.user)}


class QueueExportView(ExportScreen):
    """The files that the queue of the address holds."""

    form_class = QueueExportForm
    page_title = "Exporter les dossiers de la liste"

    @cached_property
    def dossiers(self) -> Any:
        return queue_rows(queue_params(self.request.GET), self.request)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        query = queue_params(self.request.GET).urlencode()
        return [
            *self.breadcrumbs_items,
            {"url": f"{reverse(LIST)}?{query}", "label": "Dossiers"},
            {"url": "", "label": self.page_title},
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"dossiers": self.dossiers}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        number = self.dossiers.deposited().count()
        return super().get_context_data(**kwargs) | {"number": number}

    def words(self) -> list[str]:
        return words_of_queue(self.request)


def _download(selection: Selection, kind: str) -> HttpResponseBase:
    if kind in MADE_AS_SENT:
        name = filename(selection, kind, kind)
        response = StreamingHttpResponse(stream(selection, kind), content_type=TYPES[kind])
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    written = write(selection, kind)
    name = filename(selection, kind, written.extension)
    return FileResponse(
        written.file, as_attachment=True, filename=name, content_type=TYPES[written.extension]
    )


class ExportViewSet(ReadersViewSet):
    name = "ami_export"
    url_prefix = "appels/exporter"
    icon = "download"
    menu_label = "Exporter"

    def get_urlpatterns(self) -> list[URLPattern]:
        ours: list[tuple[str, Any, str]] = [
            ("", CallExportView, "index"),
            ("liste/", QueueExportView, "queue"),
            ("demandes/", AskedExportsView, "asked"),
            ("demandes/<uuid:key>/", DownloadExportView, "download"),
            ("demandes/<uuid:key>/annuler/", CancelExportView, "cancel"),
            ("demandes/<uuid:key>/relancer/", AskAgainView, "again"),
        ]
        return [path(at, self.construct_view(view), name=name) for at, view, name in ours]

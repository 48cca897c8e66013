"""« Appels → Exporter »: the files of a call, as a table or with what was joined to them."""

from typing import Any

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.views.generic import FormView
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.log_actions import log

from ami.admin.forms.export import CSV, JSON, XLSX, ZIP, ExportForm
from ami.admin.reading import ReadersViewSet
from ami.exports.attachments import stream_attachments
from ami.exports.table import Selection, table_of
from ami.exports.writers import write_csv, write_json, write_xlsx
from ami.models import Dossier
from ami.teams import limits_of
from core.admin.screens import FormScreen

EXPORTED = "ami.export"  # the action, in the log of the call
TYPES = {CSV: "text/csv; charset=utf-8", JSON: "application/json"}
WRITERS = {CSV: write_csv, JSON: write_json}


class ExportView(PermissionCheckedMixin, FormScreen, FormView):
    """Choose a call, some states and a kind of file; the answer is the download."""

    model = Dossier
    permission_required = "view"
    form_class = ExportForm
    template_name = "ami/admin/export.html"
    page_title = "Exporter les dossiers d’un appel"
    header_icon = "download"
    submit_button_label = "Télécharger"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"call": self.request.GET.get("appel")}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"reader": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"limits": limits_of(self.request.user)}

    def form_valid(self, form: ExportForm) -> HttpResponseBase:  # type: ignore[override]
        selection, extension = form.selection(), form.cleaned_data["format"]
        log(
            instance=selection.call,
            action=EXPORTED,
            user=self.request.user,
            data={"format": extension, "dossiers": selection.dossiers().count()},
        )
        if extension == ZIP:
            chunks = stream_attachments(selection)
            return _download(
                StreamingHttpResponse(chunks, content_type="application/zip"),
                f"{selection.name}-pieces.zip",
            )
        return _table(selection, extension)


def _table(selection: Selection, extension: str) -> HttpResponseBase:
    table = table_of(selection)
    filename = f"{selection.name}.{extension}"
    if extension == XLSX:
        return FileResponse(write_xlsx(table), as_attachment=True, filename=filename)
    chunks = WRITERS[extension](table)
    return _download(StreamingHttpResponse(chunks, content_type=TYPES[extension]), filename)


def _download(response: HttpResponseBase, filename: str) -> HttpResponseBase:
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


class ExportViewSet(ReadersViewSet):
    name = "ami_export"
    url_prefix = "appels/exporter"
    icon = "download"
    menu_label = "Exporter"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", self.construct_view(ExportView), name="index")]

"""« Appels → Exporter → Vos exports »: how far the long ones are, and those that are ready."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ami.admin.addresses import EXPORTS
from ami.admin.reading import ForReaders
from ami.exports.formats import TYPES, filename
from ami.models import Dossier, Export
from ami.services.exports import ask_again, cancel_export, selection_of
from core.text.formats import file_size


class AskedExportsView(ForReaders, WagtailAdminTemplateMixin, TemplateView):
    """The exports of who looks, the last one first."""

    template_name = "ami/admin/asked_exports.html"
    page_title = "Vos exports"
    header_icon = "download"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("ami_export:index"), "label": "Exporter"},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        exports = list(Export.objects.of(self.request.user))
        return super().get_context_data(**kwargs) | {
            "exports": [(each, file_size(each.size)) for each in exports],
            "is_waiting": any(each.is_unfinished for each in exports),
        }


class OwnExport(ForReaders, View):
    """One export of who asks; another's, or one that is gone, is not found."""

    def own(self, key: UUID) -> Export:
        rows = Export.objects.of(self.request.user).select_related("call")
        return get_object_or_404(rows, key=key)


class DownloadExportView(OwnExport):
    """Give the file, to be saved, to who may still read all that it holds."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, key: UUID) -> HttpResponseBase:
        export = self.own(key)
        mine = Dossier.objects.readable_by(request.user)
        if not export.is_made or export.dossiers.exclude(pk__in=mine.values("pk")).exists():
            raise Http404
        try:
            content = export.file.open("rb")
        except OSError as error:
            raise Http404 from error
        response = FileResponse(
            content,
            as_attachment=True,
            filename=filename(selection_of(export), export.format, export.extension),
            content_type=TYPES[export.extension],
        )
        response["Content-Security-Policy"] = "sandbox"
        return response


class CancelExportView(OwnExport):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        if cancel_export(self.own(key)):
            messages.success(request, "L’export est annulé.")
        else:
            messages.warning(request, "Cet export était déjà terminé.")
        return redirect(EXPORTS)


class AskAgainView(OwnExport):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        if ask_again(self.own(key)):
            messages.success(request, "L’export est demandé à nouveau.")
        else:
            messages.warning(request, "Cet export n’a pas besoin d’être relancé.")
        return redirect(EXPORTS)

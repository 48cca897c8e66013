"""A file joined to a dossier, for who may read the dossier."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.generic import View

from ami.admin.reading import ForReaders
from ami.models import Attachment, Dossier, PreviewPicture
from ami.views.downloads import as_download
from core.previews import CONTENT_TYPE


def kept_file(reader: Any, pk: int, file: UUID) -> Attachment:
    """Return a file of a deposited dossier; what is not sent yet is its carrier's alone.

    Raises:
        Http404: there is none, or it may not be read.
    """
    rows = Attachment.objects.select_related("dossier", "completion")
    mine = Dossier.objects.readable_by(reader).filter(id=pk)
    kept = get_object_or_404(rows, dossier__in=mine, key=file)
    if kept.dossier.is_draft or (kept.completion and kept.completion.sent_at is None):
        raise Http404
    return kept


class AttachmentView(ForReaders, View):
    """Give the file, to be saved."""

    def get(self, request: HttpRequest, pk: int, file: UUID) -> HttpResponseBase:
        return as_download(kept_file(request.user, pk, file))


class PreviewView(ForReaders, View):
    """Show one page of a file as the picture that was drawn of it: it runs nothing."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int, file: UUID, page: int) -> HttpResponseBase:
        kept = kept_file(request.user, pk, file)
        if not kept.may_be_served:
            raise Http404
        picture = get_object_or_404(PreviewPicture, preview__attachment=kept, page=page)
        try:
            content = picture.file.open("rb")
        except OSError as error:
            raise Http404 from error
        response = FileResponse(content, content_type=CONTENT_TYPE)
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response

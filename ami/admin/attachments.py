"""A file joined to a dossier, for who may read the dossier."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.generic import View
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from ami.models import Attachment, Dossier
from ami.views.downloads import as_download


class AttachmentView(PermissionCheckedMixin, View):
    """Give the file, to be saved; what is not sent yet is its carrier's alone."""

    any_permission_required = ["change", "view"]
    model: Any = None

    def get(self, request: HttpRequest, pk: int, file: UUID) -> HttpResponseBase:
        rows = Attachment.objects.select_related("dossier", "completion")
        mine = Dossier.objects.readable_by(request.user).filter(id=pk)
        kept = get_object_or_404(rows, dossier__in=mine, key=file)
        if kept.dossier.is_draft or (kept.completion and kept.completion.sent_at is None):
            raise Http404
        return as_download(kept)

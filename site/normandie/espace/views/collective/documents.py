"""The documents that the team shares with managers."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from core.pages.files import as_download
from normandie.espace.models import SharedDocument

from .frame import CollectiveView


class DocumentsView(CollectiveView):
    template_name = "espace/collective/documents.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render(**self.page_of(SharedDocument.objects.all()))


class DocumentView(CollectiveView):
    """The file itself: the site reads it from the private store, for who manages a place now."""

    def get(self, request: HttpRequest, document: int) -> HttpResponseBase:
        found = get_object_or_404(SharedDocument, pk=document)
        return as_download(found.file, found.name)

"""A file to print, and as a tagged PDF: for who reads files, once they are deposited."""

from io import BytesIO

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import View
from wagtail.admin import messages

from ami.admin.addresses import PAPER, inspect_url, paper_url
from ami.admin.reading import ForReaders
from ami.exports.paper import paper_of, render_files
from ami.models import Dossier
from ami.permissions import may_take_notes
from ami.services.exports import log_export
from core.limits import HOUR, LimitExceeded, RateLimit, check_limits
from core.pages import pdf

PDFS_PER_HOUR = 60  # of one account: each takes some tenths of a second of a processor
NOTES = "notes"  # in the address: with internal notes


class PaperScreen(ForReaders, View):
    """A deposited file, for its readers: with internal notes where the address asks."""

    http_method_names = ["get", "head"]

    def find(self, request: HttpRequest, pk: int) -> tuple[Dossier, bool]:
        """Return the file, and whether its notes are asked for.

        Raises:
            Http404: there is none for this reader, or it is its carrier's still.
            PermissionDenied: its notes are asked for by who does not study it.
        """
        rows = Dossier.objects.readable_by(request.user)
        rows = rows.select_related("call", "commune", "reviewer")
        dossier = get_object_or_404(rows, id=pk)
        if dossier.is_draft:
            raise Http404
        with_notes = bool(request.GET.get(NOTES))
        if with_notes and not may_take_notes(request.user, dossier):
            raise PermissionDenied
        return dossier, with_notes


class PaperView(PaperScreen):
    """The page to print."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        dossier, with_notes = self.find(request, pk)
        context = {
            "paper": paper_of(dossier, with_notes=with_notes),
            "has_pdf": pdf.is_available(),
            "may_take_notes": may_take_notes(request.user, dossier),
            "plain_url": paper_url(dossier),
            "notes_url": paper_url(dossier, with_notes=True),
            "pdf_url": paper_url(dossier, with_notes=with_notes, as_pdf=True),
            "dossier_url": inspect_url(dossier),
        }
        return render(request, "ami/admin/paper.html", context)


class PaperPdfView(PaperScreen):
    """The same as a tagged PDF; it leads to the page where it cannot be made, or not so often."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        dossier, with_notes = self.find(request, pk)
        if not pdf.is_available():
            return redirect(PAPER, dossier.pk)
        limit = RateLimit("paper-pdf", PDFS_PER_HOUR, HOUR, (str(request.user.pk),))
        try:
            check_limits([limit])
        except LimitExceeded:
            messages.warning(request, "Beaucoup de PDF en peu de temps\u00a0: imprimez la page.")
            return redirect(PAPER, dossier.pk)
        content = render_files([paper_of(dossier, with_notes=with_notes)])
        log_export([dossier.call], request.user, "pdf", 1)
        return FileResponse(
            BytesIO(content),
            as_attachment=True,
            filename=f"dossier-{dossier.number}.pdf",
            content_type="application/pdf",
        )

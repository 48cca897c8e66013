"""« recapitulatif/ »: all that was typed, read again, and the deposit."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ami.models import Dossier
from ami.reading import read_draft
from ami.services.deposit import DepositRefused, deposit, refused_legal_form
from ami.views.carrier.access import for_people
from ami.views.carrier.frame import frame
from ami.views.carrier.parts import page_of_step
from core.forms.sending import METHODS
from directory.models import DirectoryPage


@for_people
@require_http_methods(METHODS)
def summary(request: HttpRequest, dossier: Dossier) -> HttpResponseBase:
    """Show a draft whole, or deposit it: a second sending shows the same receipt."""
    if not dossier.is_draft:
        return redirect("dossier_receipt", dossier.key)
    if request.method != "POST":
        return _page(request, dossier)
    try:
        deposit(dossier)
    except DepositRefused as refusal:
        page = _page(request, dossier, refused=refusal.message)
        page.status_code = 422
        return page
    return redirect("dossier_receipt", dossier.key)


def _page(request: HttpRequest, dossier: Dossier, refused: str = "") -> HttpResponseBase:
    parts = [
        (part, page_of_step(dossier, part.checked.step, part.checked.item))
        for part in read_draft(dossier)
    ]
    directory = DirectoryPage.open_to_all()
    context = frame(request, dossier) | {
        "parts": [{"part": part, "url": url} for part, url in parts],
        "files": dossier.own_files(),
        "refused": refused,
        "refused_form": refused_legal_form(dossier, [part.checked for part, _ in parts]),
        "directory_url": directory.get_url(request) if directory else "",
        "to_correct": [
            {"label": f"{part.title}\u00a0: {error}", "url": url}
            for part, url in parts
            for answer in part.answers
            for error in answer.errors
        ],
    }
    return render(request, "ami/carrier/summary.html", context)

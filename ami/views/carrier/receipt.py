"""The receipt of a deposited file, to read, to print, to check."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ami.models import Dossier
from ami.reading import read_deposited
from ami.services.receipts import is_receipt_true, receipt_of
from ami.views.carrier.access import for_people, path_of, private
from ami.views.carrier.frame import frame
from core.listing.params import clean_text


@for_people
@require_safe
def receipt(request: HttpRequest, dossier: Dossier) -> HttpResponseBase:
    """Show the receipt, with what was deposited: it is made to be printed."""
    if dossier.is_draft:
        return redirect(path_of(dossier))
    context = frame(request, dossier) | {
        "receipt": receipt_of(dossier),
        "parts": read_deposited(dossier),
        "files": dossier.frozen["files"] if dossier.frozen else [],
    }
    return render(request, "ami/carrier/receipt.html", context)


@require_safe
def check_receipt(request: HttpRequest) -> HttpResponseBase:
    """Say whether a number and a digest are those of a file that is kept unchanged."""
    number = clean_text(request.GET.get("numero", ""))
    digest = clean_text(request.GET.get("empreinte", ""))
    asked = bool(number or digest)
    context = {
        "number": number,
        "digest": digest,
        "asked": asked,
        "is_true": asked and is_receipt_true(number, digest),
    }
    return private(render(request, "ami/check_receipt.html", context))

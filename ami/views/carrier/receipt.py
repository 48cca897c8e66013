"""The receipt of a deposited file, to read, to print, to check."""

from io import BytesIO
from typing import Any
from urllib.parse import urlencode, urljoin

from django.conf import settings
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ami.models import Dossier
from ami.reading import read_frozen
from ami.services.receipts import destruction_of, is_receipt_true, receipt_of
from ami.views.carrier.access import for_people, path_of, private
from ami.views.carrier.frame import frame
from core.limits import HOUR, LimitExceeded, RateLimit, check_limits
from core.listing.params import clean_text
from core.pages import pdf

PDFS_PER_HOUR = 20  # of one file: a long one takes seconds of a processor


@for_people
@require_safe
def receipt(request: HttpRequest, dossier: Dossier) -> HttpResponseBase:
    """Show the receipt, with what was deposited: it is made to be printed."""
    if dossier.is_draft:
        return redirect(path_of(dossier))
    context = frame(request, dossier) | _said(dossier) | {"has_pdf": pdf.is_available()}
    return render(request, "ami/carrier/receipt.html", context)


@for_people
@require_safe
def receipt_pdf(request: HttpRequest, dossier: Dossier) -> HttpResponseBase:
    """Give the same as a tagged PDF; lead to the page where it cannot be made, or not so often."""
    if dossier.is_draft:
        return redirect(path_of(dossier))
    if not pdf.is_available():
        return redirect("dossier_receipt", dossier.key)
    try:
        check_limits([RateLimit("receipt-pdf", PDFS_PER_HOUR, HOUR, (str(dossier.pk),))])
    except LimitExceeded:
        return redirect("dossier_receipt", dossier.key)
    asked = urlencode({"numero": dossier.number or "", "empreinte": dossier.digest})
    check_page = urljoin(settings.WAGTAILADMIN_BASE_URL, reverse("check_receipt"))
    context = _said(dossier) | {
        "dossier": dossier,
        "call": dossier.call,
        "check_page": check_page,
        "check_url": f"{check_page}?{asked}",
    }
    return FileResponse(
        BytesIO(pdf.render_pdf("ami/receipt_pdf.html", context)),
        as_attachment=True,
        filename=f"accuse-{dossier.number}.pdf",
        content_type="application/pdf",
    )


def _said(dossier: Dossier) -> dict[str, Any]:
    return {
        "receipt": receipt_of(dossier),
        "parts": read_frozen(dossier.frozen),
        "files": dossier.frozen["files"] if dossier.frozen else [],
    }


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
        "destroyed": destruction_of(number),
        "is_true": asked and is_receipt_true(number, digest),
    }
    return private(render(request, "ami/check_receipt.html", context))

"""The papers of a place: pages to print, and the same as tagged PDF."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar
from urllib.parse import urljoin

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from core.limits import HOUR, LimitExceeded, RateLimit, check_limits
from core.pages import pdf
from core.pages.qr_codes import svg_uri
from core.text.formats import phone
from core.text.french import capitalised
from directory import presenters
from directory.hours import lasting_sentence
from directory.models import LabelGrant, PlacePage
from events.search.periods import month_name
from normandie.espace.access import PlaceView
from normandie.espace.kit.programme import month_asked, programme_of
from normandie.espace.views.kit import grants_held, verify_url

PDFS_PER_HOUR = 60  # of one place: each takes a second of a processor
FORMATS = {"a5": "A5", "a4": "A4"}


class PaperView(PlaceView, ABC):
    """A paper of the place as a page that one prints; its subclasses say which.

    ``pdf_template`` extends « pdf/base.html »; both templates get what ``paper`` returns.
    """

    pdf_template: ClassVar[str]
    page_name: ClassVar[str]  # of the address of the page; that of its PDF ends in « _pdf »

    @abstractmethod
    def paper(self) -> dict[str, Any]:
        """Return what the paper says, and ``asked``: the end of its address."""

    @abstractmethod
    def filename(self) -> str:
        """Return the name of the PDF, once ``paper`` was asked."""

    @abstractmethod
    def sizes(self) -> tuple[float, ...]:
        """Return the sizes of letters of the PDF, in points, the first that fits being taken."""

    def common(self) -> dict[str, Any]:
        """Return what each paper says of the place."""
        sheet_url = self.place.get_full_url(self.request)
        return {
            "printed_url": sheet_url.partition("://")[2].rstrip("/"),
            "qr_code": svg_uri(sheet_url),
            "kinds": self.place.card.get("kinds", []),
            "address": presenters.contact_of(self.place)["address"],
            "phone": phone(self.place.phone),
        }

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        paper = self.common() | self.paper()
        pdf_url = reverse(f"{self.page_name}_pdf", args=[self.place.pk]) + paper["asked"]
        return self.render(**paper, pdf_url=pdf_url if pdf.is_available() else "")


def asked_too_many_pdfs(request: HttpRequest, place: PlacePage) -> bool:
    """Count one more PDF of *place*; where that is too many, say so and return True."""
    try:
        check_limits([RateLimit("kit-pdf", PDFS_PER_HOUR, HOUR, (str(place.pk),))])
    except LimitExceeded:
        messages.info(
            request, "Beaucoup de PDF ont été demandés\u00a0: imprimez cette page, ou revenez."
        )
        return True
    return False


class PDFMixin:
    """The same as a file; leads to the page where it cannot be made, or not so often."""

    def get(self: Any, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        paper = self.common() | self.paper()
        page = reverse(self.page_name, args=[self.place.pk]) + paper["asked"]
        if not pdf.is_available():
            messages.info(request, "Le PDF n’est pas disponible\u00a0: imprimez cette page.")
            return redirect(page)
        if asked_too_many_pdfs(request, self.place):
            return redirect(page)
        headers = {"Content-Disposition": f'attachment; filename="{self.filename()}"'}
        body = pdf.render_pdf(self.pdf_template, {"place": self.place, **paper}, self.sizes())
        return HttpResponse(body, content_type="application/pdf", headers=headers)


class WallProgrammeView(PaperView):
    """What takes place in a month, « ?mois=2026-12 », to put on a wall."""

    template_name = "espace/kit/programme.html"
    pdf_template = "espace/kit/programme_pdf.html"
    page_name = "espace:wall_programme"

    def paper(self) -> dict[str, Any]:
        self.month = month_asked(self.request.GET.get("mois", ""), timezone.localdate())
        return {
            "month": capitalised(month_name(self.month)),
            "days": programme_of(self.place, self.month),
            "asked": f"?mois={self.month:%Y-%m}",
        }

    def filename(self) -> str:
        return f"programme-{self.month:%Y-%m}-{self.place.slug}.pdf"

    def sizes(self) -> tuple[float, ...]:
        return (17, 15, 13, 11.5)


class WallProgrammePDFView(PDFMixin, WallProgrammeView):
    """The programme as a file."""


class PlaqueView(PaperView):
    """What the place is and when it opens, « ?format=a5 », to put on its door."""

    template_name = "espace/kit/plaque.html"
    pdf_template = "espace/kit/plaque_pdf.html"
    page_name = "espace:plaque"

    def paper(self) -> dict[str, Any]:
        asked = self.request.GET.get("format", "")
        self.format = asked if asked in FORMATS else "a5"
        hours = lasting_sentence(self.place.hours)
        return {
            "format": self.format,
            "size": FORMATS[self.format],
            "formats": FORMATS,
            "labels": [self._label(grant) for grant in grants_held(self.place)],
            "hours": [f"{part.rstrip('.')}." for part in hours.split(". ") if part],
            "asked": f"?format={self.format}",
        }

    def _label(self, grant: LabelGrant) -> dict[str, str]:
        url = verify_url(grant, self.request)
        return {
            "name": str(grant.label),
            "reference": grant.reference,
            "printed_url": urljoin(url, reverse("verify")).partition("://")[2].rstrip("/"),
            "qr_code": svg_uri(url),
        }

    def filename(self) -> str:
        return f"plaque-{self.format}-{self.place.slug}.pdf"

    def sizes(self) -> tuple[float, ...]:
        return (23, 20, 17, 14, 11) if self.format == "a4" else (16, 14, 12, 10, 8)


class PlaquePDFView(PDFMixin, PlaqueView):
    """The plaque as a file."""

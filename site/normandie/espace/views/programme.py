"""The programme of a place, month by month: to read, to print, as a PDF, for spreadsheets."""

from io import BytesIO
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property

from core.listing.addresses import address
from core.pages import pdf
from core.pages.spreadsheets import CSV, csv_lines
from events.models import AgendaPage
from events.views.channels import webcal
from normandie.espace.access import PlaceView
from normandie.espace.workshops.programme import Programme, month_asked, programme_of

from .papers import asked_too_many_pdfs


class ProgrammeView(PlaceView):
    """What visitors see of a month; only published workshops."""

    template_name = "espace/workshops/programme.html"

    @cached_property
    def programme(self) -> Programme:
        return programme_of(self.place, month_asked(self.request.GET.get("mois", "")))

    @property
    def name(self) -> str:
        """How a file of it is named."""
        return f"programme-{self.place.slug}-{self.programme.first:%Y-%m}"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        calendar = self._calendar_url(request)
        return self.render(
            programme=self.programme,
            calendar_url=calendar,
            webcal_url=webcal(calendar) if calendar else "",
            has_pdf=pdf.is_available(),
        )

    def _calendar_url(self, request: HttpRequest) -> str:
        """Return the public calendar of the place, which follows what changes; empty for none."""
        agenda = AgendaPage.objects.live().first()
        if agenda is None or not self.place.live:
            return ""
        return address(f"{agenda.get_full_url(request)}agenda.ics", [("lieu", self.place.slug)])


class ProgrammePdfView(ProgrammeView):
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if not pdf.is_available() or asked_too_many_pdfs(request, self.place):
            page = reverse("espace:programme", args=[self.place.pk])
            return redirect(address(page, [("mois", f"{self.programme.first:%Y-%m}")]))
        url = request.build_absolute_uri(self.place.get_url(request) or reverse("espace:home"))
        context = {"programme": self.programme, "place": self.place, "url": url}
        return FileResponse(
            BytesIO(pdf.render_pdf("espace/workshops/programme_pdf.html", context)),
            filename=f"{self.name}.pdf",
            content_type="application/pdf",
        )


class ProgrammeCsvView(ProgrammeView):
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        return HttpResponse(
            csv_lines(self.programme.lines()),
            content_type=CSV,
            headers={"Content-Disposition": f'attachment; filename="{self.name}.csv"'},
        )

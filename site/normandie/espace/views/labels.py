"""« /espace/lieux/<lieu>/label/ »: the labels of a place, how to renew them, the yearly report."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from ami.forms.access import BeginForm
from ami.models import CallPage
from ami.services.drafts import NotOpen
from ami.services.labels import calls_for_labels
from ami.views.carrier.access import let_in
from core.forms.sending import Refused, take
from normandie.espace.access import PlaceView
from normandie.espace.forms.labels import YearlyReportForm, counted
from normandie.espace.registrations.figures import FIRST_YEAR
from normandie.espace.services.label_requests import begin_request, known_in_words
from normandie.espace.services.labels import report_year, send_report

CLOSED = "Ce bilan ne se change plus\u00a0: écrivez à l’équipe du réseau."


class LabelView(PlaceView):
    """What the place holds and held, what may be asked for now, the reports that were sent."""

    template_name = "espace/labels/home.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        today = timezone.localdate()
        year = report_year(today)
        reports = {each.year: each for each in self.place.yearly_reports.all()}
        return self.render(
            grants=[
                {"grant": grant, "standing": grant.standing(today)}
                for grant in self.place.grants.read_with_place()
            ],
            calls=calls_for_labels(),
            year=year if self.place.grants.held_at_the_end_of(year).exists() else None,
            reports=reports.values(),
            is_sent=year in reports,
        )


class LabelRequestView(PlaceView):
    """Begin a request for a label for the place: its sheet answers what it can."""

    template_name = "espace/labels/request.html"

    def find(self, **kwargs: Any) -> None:
        super().find(**kwargs)
        self.call: CallPage = get_object_or_404(calls_for_labels(), pk=kwargs["call"])
        self.person: Any = self.request.user

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._form(BeginForm(initial={"email": self.person.email}))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = BeginForm(request.POST)
        begin = partial(begin_request, self.place, self.person, self.call)
        try:
            dossier = take(request, form, begin)
        except Refused as refusal:
            return refusal.said_on(self._form(form))
        except NotOpen:  # it closed during this very request
            raise Http404 from None
        return let_in(dossier)

    def _form(self, form: BeginForm) -> HttpResponse:
        known = known_in_words(self.place, self.person, self.call)
        return self.render(form=form, call=self.call, known=known)


class YearlyReportView(PlaceView):
    """The report of a year: filled in from what the site counted, sent, corrected until June.

    Afterwards what was sent is read there, and changed no more.
    """

    template_name = "espace/labels/report.html"

    def find(self, **kwargs: Any) -> None:
        super().find(**kwargs)
        self.year: int = kwargs["year"]
        today = timezone.localdate()
        is_over = FIRST_YEAR <= self.year < today.year
        if not is_over or not self.place.grants.held_at_the_end_of(self.year).exists():
            raise Http404
        self.is_open = self.year == report_year(today)
        self.report = self.place.yearly_reports.filter(year=self.year).first()

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        initial = {} if self.report else counted(self.place, self.year)
        return self._form(YearlyReportForm(instance=self.report, initial=initial))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.is_open:
            messages.error(request, CLOSED)
            return redirect("espace:label_report", self.place.pk, self.year)
        form = YearlyReportForm(request.POST, instance=self.report)
        if not form.is_valid():
            return self._form(form, status=422)
        send_report(self.place, self.year, form.cleaned_data, request.user)
        messages.success(request, f"Le bilan de {self.year} est envoyé à l’équipe du réseau.")
        return redirect("espace:label", self.place.pk)

    def _form(self, form: YearlyReportForm, status: int = 200) -> HttpResponse:
        return self.render(
            status, form=form, year=self.year, report=self.report, is_open=self.is_open
        )

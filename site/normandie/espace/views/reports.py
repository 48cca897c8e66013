"""« Signalements »: what visitors reported of a place, answered by who manages it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from core.workflow import Actor, AlreadyChanged, WorkflowError
from directory.models import ErrorReport
from directory.workflow import MANAGER, REPORTS
from normandie.espace.access import PlaceView
from normandie.espace.forms.reports import AnswerForm

CLOSED_SHOWN = 20  # of those that are over, the last ones


class ReportsView(PlaceView):
    """Those that wait, the oldest first, then the last ones that are over."""

    template_name = "espace/reports/list.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        waiting = self.place.reports.waiting().order_by("received_at")
        over = self.place.reports.exclude(state__in=ErrorReport.WAITING)
        return self.render(waiting=waiting, over=over[:CLOSED_SHOWN])


class ReportView(PlaceView):
    """One report: what was written, and the answer. The address of the visitor is not shown."""

    template_name = "espace/reports/report.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        report = self._report()
        return self._show(report, AnswerForm(report=report))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        report = self._report()
        form = AnswerForm(request.POST, report=report)
        if form.is_valid():
            given = form.cleaned_data
            try:
                if given["version"] != report.version:
                    raise AlreadyChanged
                actor = Actor(MANAGER, request.user)
                answer = given.get("answer", "")
                REPORTS.apply(report, given["action"], actor, answer=answer)
            except WorkflowError as refusal:
                report.refresh_from_db()
                form.add_error(None, refusal.message)
            else:
                messages.success(request, _done(bool(answer)))
                return redirect("espace:reports", self.place.pk)
        return self._show(report, form, status=422)

    def _report(self) -> ErrorReport:
        report: ErrorReport = get_object_or_404(self.place.reports, id=self.kwargs["report"])
        return report

    def _show(self, report: ErrorReport, form: AnswerForm, status: int = 200) -> HttpResponse:
        possible = {each.action for each in REPORTS.possible(report.state, [MANAGER])}
        return self.render(status, report=report, form=form, is_open=bool(possible))


def _done(answered: bool) -> str:
    return "C’est noté, et votre réponse part par courriel." if answered else "C’est noté."

"""« Rapports → Travaux automatiques » and its word on the first screen of the admin."""

from datetime import timedelta
from typing import Any, ClassVar

from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column

from core.admin.screens import ComputedReportView
from core.jobs import JobState, job_states
from core.models import JobRun
from core.text.formats import short_moment


def _state(state: JobState) -> str:
    if state.trouble:
        return state.trouble.capitalize()
    if state.run is None:
        return "Pas encore fait"
    return "En cours" if state.run.duration is None else "Fait"


def _when(state: JobState) -> str:
    return short_moment(state.run.started_at) if state.run else "jamais"


def _duration(state: JobState) -> str:
    duration: timedelta | None = state.run.duration if state.run else None
    return "" if duration is None else f"{duration.total_seconds():.1f}\u00a0s".replace(".", ",")


def _result(state: JobState) -> str:
    """Say numbers first, then what failed, by its number and the type of the error."""
    if state.run is None:
        return ""
    numbers = [f"{number} {words}" for words, number in state.run.figures.items()]
    failed = [f"en échec\u00a0: {state.run.failures}"] if state.run.failures else []
    return ", ".join([*numbers, *failed])


class JobsReportView(ComputedReportView):
    """The last run of each job."""

    model = JobRun
    any_permission_required = ("view",)
    page_title = "Travaux automatiques"
    header_icon = "history"
    index_url_name = "core_jobs"
    index_results_url_name = "core_jobs_results"
    results_template_name = "core/admin/jobs_report_results.html"
    columns: ClassVar[list] = [
        Column("job", label="Travail", accessor="job.label"),
        Column("state", label="État", accessor=_state),
        Column("started_at", label="Commencé le", accessor=_when),
        Column("duration", label="Durée", accessor=_duration),
        Column("result", label="Résultat", accessor=_result),
    ]

    def get_filtered_queryset(self) -> list[JobState]:
        return job_states()


class JobsPanel(Component):
    """What went wrong, on the first screen; nothing when all is well."""

    name = "core_jobs"
    order = 80  # before all that waits for somebody
    template_name = "core/admin/jobs_panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        troubles = [state for state in job_states() if state.trouble]
        return {"troubles": troubles, "report_url": reverse("core_jobs")}

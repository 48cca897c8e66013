"""Review by staff of what visitors report."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from directory.models import ErrorReport

CLOSED_STATES = frozenset({ErrorReport.State.FIXED, ErrorReport.State.REJECTED})


@transaction.atomic
def review_report(
    report: ErrorReport, state: str, answer: str, at: datetime | None = None
) -> ErrorReport:
    """Set the state of *report* and what was done, and save it.

    The time of closing is that of the first closed state; opening a report again forgets it.

    Args:
        state: one of ``ErrorReport.State``.
        answer: what was done, in French, for staff.
        at: the time of the review, now by default.
    """
    report.state = ErrorReport.State(state)
    report.answer = answer
    if report.state not in CLOSED_STATES:
        report.closed_at = None
    elif report.closed_at is None:
        report.closed_at = at or timezone.now()
    report.save(update_fields=["state", "answer", "closed_at"])
    return report

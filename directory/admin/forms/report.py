"""The form by which staff follow a report."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from directory.services.report_review import review_report


class ReportReviewForm(WagtailAdminModelForm):
    """State and answer of a report; what the visitor wrote is read only."""

    def save(self, commit: bool = True) -> Any:
        report = super().save(commit=False)
        if commit:
            review_report(report, report.state, report.answer)
        return report

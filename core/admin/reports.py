"""Reports of the admin that are computed when they are asked."""

from typing import Any

from django.urls import URLPattern, path
from wagtail.admin.views.reports import ReportView


class ComputedReportView(ReportView):
    """A report whose lines are worked out at once, whole, in their order: always up to date.

    A subclass gives ``get_filtered_queryset``, its ``columns`` and its names.
    """

    is_searchable = False
    is_export = False
    default_ordering = None


def report_urls(view: type[Any], route: str, name: str) -> list[URLPattern]:
    """Return the two addresses that Wagtail asks of a report: the page, and its results alone."""
    return [
        path(route, view.as_view(), name=name),
        path(f"{route}resultats/", view.as_view(results_only=True), name=f"{name}_results"),
    ]

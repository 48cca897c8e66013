"""What the work of the night adds to the admin: its report, and a word when it goes wrong."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from core.permissions import may_read_jobs
from core.reports import JobsPanel, JobsReportView


class JobsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_read_jobs(request.user)


@hooks.register("register_admin_urls")
def register_jobs_urls() -> list[Any]:
    return [
        path("travaux-de-nuit/", JobsReportView.as_view(), name="core_jobs"),
        path(
            "travaux-de-nuit/resultats/",
            JobsReportView.as_view(results_only=True),
            name="core_jobs_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def register_jobs_report() -> MenuItem:
    return JobsMenuItem("Travaux de nuit", reverse("core_jobs"), icon_name="history", order=150)


@hooks.register("construct_homepage_panels")
def add_jobs_panel(request: HttpRequest, panels: list[Component]) -> None:
    if may_read_jobs(request.user):
        panels.append(JobsPanel())


@hooks.register("register_permissions")
def offer_to_read_jobs() -> QuerySet[Permission]:
    """Let administrators give this right to other groups too."""
    return Permission.objects.filter(content_type__app_label="core", codename="view_jobrun")

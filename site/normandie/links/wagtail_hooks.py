"""What the check of links adds to the admin: its report."""

from typing import Any

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from normandie.editorial.wagtail_hooks import PagesReportMenuItem

from .reports import LinksReportView


@hooks.register("register_admin_urls")
def register_links_urls() -> list[Any]:
    return [
        path("liens-rompus/", LinksReportView.as_view(), name="links_broken"),
        path(
            "liens-rompus/resultats/",
            LinksReportView.as_view(results_only=True),
            name="links_broken_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def register_links_report() -> MenuItem:
    return PagesReportMenuItem("Liens rompus", reverse("links_broken"), icon_name="link", order=140)

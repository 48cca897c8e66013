"""What the check of links adds to the admin: its report."""

from typing import Any

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.admin.screens import report_urls
from normandie.editorial.wagtail_hooks import PagesReportMenuItem

from .reports import LinksReportView


@hooks.register("register_admin_urls")
def register_links_urls() -> list[Any]:
    return report_urls(LinksReportView, "liens-rompus/", "links_broken")


@hooks.register("register_reports_menu_item")
def register_links_report() -> MenuItem:
    return PagesReportMenuItem("Liens rompus", reverse("links_broken"), icon_name="link", order=140)

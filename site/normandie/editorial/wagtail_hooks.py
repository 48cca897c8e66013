"""What editorial pages add to the admin: the report of what is left to say, its style."""

from typing import Any

from django.http import Http404, HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.documents.models import AbstractDocument

from core.admin.screens import report_urls

from .permissions import may_edit_pages
from .reports import GapsPanel, GapsReportView


class PagesReportMenuItem(MenuItem):
    """A report about editorial pages, for who may edit some."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_edit_pages(request.user)


@hooks.register("register_admin_urls")
def register_editorial_urls() -> list[Any]:
    return report_urls(GapsReportView, "pages-a-completer/", "editorial_gaps")


@hooks.register("register_reports_menu_item")
def register_gaps_report() -> MenuItem:
    return PagesReportMenuItem(
        "Pages à compléter", reverse("editorial_gaps"), icon_name="edit", order=130
    )


@hooks.register("construct_homepage_panels")
def add_gaps_panel(request: HttpRequest, panels: list[Any]) -> None:
    if may_edit_pages(request.user):
        panels.append(GapsPanel())


@hooks.register("insert_global_admin_css")
def mark_gaps_in_the_editor() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/gaps.css"))


@hooks.register("before_serve_document")
def no_error_for_a_lost_file(document: AbstractDocument, request: HttpRequest) -> None:
    """Answer 404 when the file of a document is no longer there: Wagtail would fail."""
    if not document.file.storage.exists(document.file.name):
        raise Http404("Le fichier de ce document manque.")

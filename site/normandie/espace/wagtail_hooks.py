"""What the managers' space adds to the admin, for staff: managers themselves never enter it."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel

from normandie.espace.admin.review import ReviewPanel, ReviewView


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    return [path("relecture/<int:pk>/", ReviewView.as_view(), name="espace_review")]


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Component]) -> None:
    """Put our list of what waits in the place of Wagtail's.

    Wagtail's compares the version that was submitted first, and publishes the last one.
    """
    panels[:] = [each for each in panels if not isinstance(each, WorkflowObjectsToModeratePanel)]
    panels.append(ReviewPanel())


@hooks.register("insert_global_admin_css")
def lay_out_the_list_of_what_waits() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/review.css"))

"""What complaints about accessibility add to the admin."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet

from normandie.accessibility.admin.viewsets import (
    COMPLAINTS_PANEL,
    ComplaintViewSet,
    TakeComplaints,
)

register_snippet(ComplaintViewSet)
hooks.register("register_bulk_action", TakeComplaints)


@hooks.register("construct_homepage_panels")
def add_complaints_panel(request: HttpRequest, panels: list[Component]) -> None:
    if COMPLAINTS_PANEL.opens_to(request.user):
        panels.append(COMPLAINTS_PANEL)

"""What the pooled equipment adds to the admin."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet

from normandie.equipment.admin.viewsets import LOANS_PANEL, EquipmentGroup

register_snippet(EquipmentGroup)


@hooks.register("construct_homepage_panels")
def add_loans_panel(request: HttpRequest, panels: list[Component]) -> None:
    if LOANS_PANEL.opens_to(request.user):
        panels.append(LOANS_PANEL)

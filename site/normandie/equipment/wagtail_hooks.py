"""What the pooled equipment adds to the admin."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet

from normandie.equipment.admin.viewsets import LOANS_PANEL, OFFERS_PANEL, EquipmentGroup

register_snippet(EquipmentGroup)


@hooks.register("construct_homepage_panels")
def add_what_waits(request: HttpRequest, panels: list[Component]) -> None:
    panels += [each for each in (LOANS_PANEL, OFFERS_PANEL) if each.opens_to(request.user)]

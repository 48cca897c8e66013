"""What the partners add to the admin."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet

from normandie.partners.admin.viewsets import PROPOSALS_PANEL, ProposalViewSet

register_snippet(ProposalViewSet)


@hooks.register("construct_homepage_panels")
def add_proposals_panel(request: HttpRequest, panels: list[Component]) -> None:
    if PROPOSALS_PANEL.opens_to(request.user):
        panels.append(PROPOSALS_PANEL)

"""What complaints about accessibility add to the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from normandie.accessibility.admin.viewsets import (
    LATE,
    WAITING,
    AnswerView,
    ComplaintViewSet,
    may_answer,
)

from .models import Complaint

register_snippet(ComplaintViewSet)


class ComplaintsPanel(Component):
    """On the first screen: how many complaints wait, and how many are late."""

    name = "accessibility_complaints"
    template_name = "accessibility/admin/dashboard.html"
    order = 90

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        listing = reverse("wagtailsnippets_accessibility_complaint:list")
        return {
            "waiting": Complaint.objects.waiting().count(),
            "late": Complaint.objects.late().count(),
            "waiting_url": f"{listing}?clock={WAITING}",
            "late_url": f"{listing}?clock={LATE}",
        }


@hooks.register("construct_homepage_panels")
def add_complaints_panel(request: HttpRequest, panels: list[Component]) -> None:
    if may_answer(request.user):
        panels.append(ComplaintsPanel())


@hooks.register("register_admin_urls")
def register_answer_url() -> list[Any]:
    return [
        path(
            "accessibilite/reclamations/<int:pk>/repondre/",
            AnswerView.as_view(),
            name="accessibility_answer",
        )
    ]


@hooks.register("register_log_actions")
def register_answer_action(actions: LogActionRegistry) -> None:
    actions.register_action("accessibility.answer", "Répondre", "Réponse envoyée ou enregistrée")

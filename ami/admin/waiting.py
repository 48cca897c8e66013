"""« Ce qui m’attend »: the files that wait for the person, on the first screen of the admin."""

from typing import Any

from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from ami.models import Dossier
from ami.waiting import waiting_for


class WaitingFilesPanel(Component):
    """What waits for who reads the screen, each with the queue that shows it."""

    name = "waiting_files"
    order = 85  # before what visitors sent
    template_name = "ami/admin/queue_waiting.html"

    @staticmethod
    def opens_to(user: Any) -> bool:
        policy = policy_registry.get_by_type(Dossier)
        return bool(policy.user_has_any_permission(user, ["view", "change"]))

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"panel": self, "waiting": waiting_for(parent_context["request"].user)}

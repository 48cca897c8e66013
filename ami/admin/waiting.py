"""« Ce qui m’attend »: the files that wait for the person, on the first screen of the admin."""

from typing import Any

from wagtail.admin.ui.components import Component

from ami.permissions import may_read_files
from ami.waiting import waiting_for


class WaitingFilesPanel(Component):
    """What waits for who reads the screen, each with the queue that shows it."""

    name = "waiting_files"
    order = 85  # before what visitors sent
    template_name = "ami/admin/queue_waiting.html"

    opens_to = staticmethod(may_read_files)

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"panel": self, "waiting": waiting_for(parent_context["request"].user)}

"""What the first screen of the admin says of the agenda."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from directory.models import PlacePage
from events.models import Occurrence
from events.recurrence import from_moment

SHOWN = 8  # places and dates that are named


class AgendaPanel(Component):
    """Places that hold nothing, and what is cancelled in the seven days to come."""

    name = "agenda"
    template_name = "events/admin/dashboard.html"
    order = 80

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        holding = Occurrence.objects.published().upcoming().order_by().values("place")
        silent = PlacePage.objects.live().exclude(pk__in=holding)
        today = from_moment(timezone.now()).date()
        week = Occurrence.objects.published().upcoming().between(today, today + timedelta(days=6))
        cancelled = week.filter(status=Occurrence.Status.CANCELLED).select_related("event", "place")
        return {
            "silent": silent.count(),
            "silent_places": list(silent.order_by("sort_name").only("title")[:SHOWN]),
            "cancelled": cancelled.count(),
            "cancelled_dates": [
                (occurrence, from_moment(occurrence.starts_at)) for occurrence in cancelled[:SHOWN]
            ],
        }

"""What the first screen of the admin says of the agenda."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from directory.models import PlacePage
from events.models import Occurrence
from events.recurrence import from_moment
from events.silence import silent

SHOWN = 5  # places and dates that are named


class AgendaPanel(Component):
    """Places that hold nothing, and what is cancelled in the seven days to come."""

    name = "agenda"
    template_name = "events/admin/dashboard.html"
    order = 230  # after what waits for a moderator (220)

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        places = silent(PlacePage.objects.all())
        today = from_moment(timezone.now()).date()
        week = Occurrence.objects.in_directory().upcoming(None, today, today + timedelta(days=6))
        cancelled = week.filter(status=Occurrence.Status.CANCELLED).select_related("event", "place")
        return {
            "silent": places.count(),
            "silent_places": list(places.order_by("sort_name").only("title")[:SHOWN]),
            "silent_url": reverse("events_silent_places:index"),
            "cancelled": cancelled.count(),
            "cancelled_url": f"{reverse('events_agenda:index')}?dates=annulee",
            "cancelled_dates": [
                (occurrence, from_moment(occurrence.starts_at)) for occurrence in cancelled[:SHOWN]
            ],
        }

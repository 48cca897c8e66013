"""What is watched of the agenda: that its events can be found."""

from core.health_checks import Finding, check, indexed
from events.models import EventPage


@check("search.events")
def search() -> Finding:
    events = EventPage.objects.live()
    return indexed(events.filter(words=None).count(), events.count(), "Événements")

"""« /annuaire/<lieu>/<événement>/ »: what an event is, and its dates."""

from typing import Any

from django.http import HttpRequest

from events.models import EventPage


def event_context(event: EventPage, request: HttpRequest) -> dict[str, Any]:
    """Return what the page of *event* shows."""
    return {"event": event}

"""The next dates of the agenda."""

from events.dates import lines_under
from events.models import Occurrence

from .front import Front, Section

SHOWN_DATES = 4


def events(front: Front) -> Section | None:
    """Show the next dates that take place, where any visitor may read their places."""
    if not front.directory_url:
        return None
    coming = Occurrence.objects.published().upcoming().held()
    dates = lines_under(front.directory_url, coming[:SHOWN_DATES])
    if not dates:
        return None
    return Section(
        "home/sections/events.html", "rendez-vous", {"dates": dates, "agenda_url": front.agenda_url}
    )

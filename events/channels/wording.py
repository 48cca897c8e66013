"""How the channels say an event.

Each text is free of what no channel can hold, whatever is stored (``core.text.cleaning``).
"""

from django.template.defaultfilters import linebreaksbr

from core.text.cleaning import writable
from directory.models import PlacePage
from directory.presenters import address_lines
from events.booking import booking_of, price_of, said_booking
from events.dates import moved_from
from events.models import EventPage, Occurrence

Status = Occurrence.Status

EXAMPLE = "Exemple inventé pour la démonstration du site\u00a0: il n’aura pas lieu."


def title(event: EventPage, date: Occurrence | None = None) -> str:
    """Return the title of *event*, after the state of *date* where it has one."""
    prefix = prefix_of(date) if date else ""
    return writable(f"{prefix} – {event.title}" if prefix else event.title)


def prefix_of(date: Occurrence) -> str:
    """Return the state of *date* in a word, for its title; empty where all is as planned.

    « REPORTÉ » on the new day of a date put off would send away those who come on that day.
    """
    held_elsewhere = date.is_held and not date.state.held
    return "" if held_elsewhere else date.state.prefix


def is_online(event: EventPage, date: Occurrence | None = None) -> bool:
    """Whether one takes part from home only."""
    moved = date is not None and date.status == Status.MOVED_ONLINE
    return moved or event.attendance == EventPage.Attendance.ONLINE


def location(event: EventPage, place: PlacePage, date: Occurrence | None = None) -> str:
    """Say where to be, on one line."""
    if is_online(event, date):
        return event.online_url or "En ligne"
    return writable(", ".join([place.title, *address_lines(place)]))


def description(event: EventPage, place: PlacePage, date: Occurrence | None = None) -> str:
    """Return what one reads in a calendar or a feed, a fact a line; starts with the state."""
    from_home = event.attendance != EventPage.Attendance.IN_PLACE or is_online(event, date)
    lines = [
        state(date) if date else "",
        moved(date) if date else "",
        event.summary,
        price_of(event),
        said_booking(booking_of(event, place)),
        f"En ligne\u00a0: {event.online_url}" if event.online_url and from_home else "",
        f"Accessibilité\u00a0: {event.accessibility}" if event.accessibility else "",
        EXAMPLE if event.is_example else "",
    ]
    return writable("\n".join(filter(None, lines)), "\n")


def description_html(event: EventPage, place: PlacePage, date: Occurrence | None = None) -> str:
    """Return ``description`` as HTML: readers of feeds take what they are given for that."""
    return linebreaksbr(description(event, place, date), autoescape=True)


def state(date: Occurrence) -> str:
    """Say the state of *date* and its note; empty where all is as planned."""
    said = date.state.label if date.state.is_notable else ""
    return "\u00a0: ".join(filter(None, [said, date.note]))


def moved(date: Occurrence) -> str:
    """Say when *date* was first told for; empty where it has not moved."""
    first = moved_from(date)
    return f"Prévu d’abord {first}." if first else ""

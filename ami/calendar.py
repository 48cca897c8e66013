"""« rencontre.ics »: a meeting for the calendar of its carrier."""

from icalendar import Event

from ami.models import Meeting
from core.calendars import local_time, new_calendar, without_controls
from core.text.formats import phone


def write_meeting(meeting: Meeting, url: str) -> bytes:
    """Return the calendar entry of a meeting that has a date; a later one takes its place.

    Args:
        url: absolute address of the file, which opens nothing by itself.

    Raises:
        ValueError: no slot was taken yet.
    """
    if meeting.starts_at is None or meeting.ends_at is None:
        raise ValueError("a meeting without a date is in no calendar")
    dossier = meeting.dossier
    call = dossier.call
    event = Event()
    event.add("uid", str(meeting.uid))
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.changed_at)
    event.add("last-modified", meeting.changed_at)
    event.add("dtstart", local_time(meeting.starts_at))
    event.add("dtend", local_time(meeting.ends_at))
    event.add("summary", f"Rencontre, dossier {dossier.number}")
    event.add("location", meeting.where)
    lines = [call.title, call.service_name, call.service_email, phone(call.service_phone)]
    event.add("description", "\n".join(filter(None, lines)))
    event.add("url", url)
    held = meeting.state != Meeting.State.CANCELLED
    event.add("status", "CONFIRMED" if held else "CANCELLED")
    calendar = new_calendar("Dossiers")
    calendar.add_component(event)
    return without_controls(calendar.to_ical())

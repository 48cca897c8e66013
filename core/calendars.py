"""What every file for the calendars of phones and computers begins with (RFC 5545)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Timezone

CONTENT_TYPE = "text/calendar; charset=utf-8"
# The two rules of the European Union, by hand: what icalendar makes has no rule, and Outlook is
# known to move such events by an hour.
TIME_ZONE = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


# What no line may hold (RFC 5545 §3.1, CONTROL): names and identifiers are not all worded here.
CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\t\r\n"})


def new_calendar(product: str) -> Calendar:
    """Return a calendar to publish, empty but for the clocks of the region.

    Args:
        product: what wrote it, in one word: « Agenda ».
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.REGION.network}//{product}//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(Timezone.from_ical(TIME_ZONE.format(name=settings.REGION.timezone)))
    return calendar


def without_controls(written: bytes) -> bytes:
    """Return a calendar that is *written*, without what none may hold and people may have typed."""
    return written.translate(None, CONTROLS)


def local_time(moment: datetime) -> datetime:
    """Return *moment* by the clocks of the region, named so that calendars follow them."""
    return moment.astimezone(ZoneInfo(settings.REGION.timezone))

"""Events of an iCalendar file (RFC 5545), or of a message that changes some (RFC 5546)."""

import logging
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from icalendar import Calendar, Component

from core.logs import where_failed

from .calendar_event import CalendarEvent, text_of, uid_of, version_of
from .calendar_lines import read_lines
from .calendar_zones import Zones
from .item import Found, FoundEvents, Unreadable, check_number, short_uid
from .texts import short_title

MOST_LINES = 25_000  # as they are written: some 13 000 for a usual calendar of 500 kB
MESSAGES = ("REQUEST", "REPLY", "ADD", "CANCEL", "REFRESH", "COUNTER", "DECLINECOUNTER")

BEGINNING = re.compile(r"^BEGIN:VCALENDAR\r?$", re.IGNORECASE | re.MULTILINE)
UNREADABLE = "Ce calendrier ne peut pas être lu."

logger = logging.getLogger(__name__)


def find(content: bytes) -> FoundEvents:
    """Return each event of *content*: a series and its exceptions are one.

    Raises:
        Unreadable: *content* is no calendar, or has too many lines or events.
    """
    if max(content.count(b"\n"), content.count(b"\r")) > MOST_LINES:
        raise Unreadable(f"Le calendrier a plus de {MOST_LINES} lignes.")
    text, odd = read_lines(content)
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except Exception as error:  # noqa: BLE001  (whatever a file of others makes the library do)
        logger.warning("a calendar could not be read: %s", where_failed(error))
        raise Unreadable(UNREADABLE) from None
    if not 0 < len(calendars) == len(BEGINNING.findall(text)):
        raise Unreadable(f"{UNREADABLE} Il est coupé avant sa fin.")
    found = FoundEvents([])
    if odd:
        found.warnings.append(
            f"Lignes qui n’ont pas la forme d’un calendrier, non lues\u00a0: {odd}."
        )
    for calendar in calendars:
        method = str(calendar.get("METHOD", "")).strip().upper()
        found.is_whole = found.is_whole and method not in MESSAGES
        found.events += _events(calendar, method)
    check_number(found.events)
    return found


def _events(calendar: Calendar, method: str) -> Iterator[Found]:
    zones = Zones(calendar)
    by_uid: dict[str, list[Component]] = defaultdict(list)
    nameless = 0
    for each in calendar.walk("VEVENT"):
        nameless += not uid_of(each)
        by_uid[uid_of(each) or f"\n{nameless}"].append(each)
    check_number(by_uid)
    for uid, versions in by_uid.items():
        latest = _latest(versions)
        masters = [each for each in latest if "RECURRENCE-ID" not in each]
        exceptions = [each for each in latest if "RECURRENCE-ID" in each]
        event = CalendarEvent(
            uid=uid.strip() if not uid.startswith("\n") else "",
            master=masters[0] if masters else None,
            exceptions=exceptions,
            zones=zones,
            cancels=method == "CANCEL",
            is_doubled=len(latest) < len(versions),
        )
        title = short_title(text_of((masters or exceptions)[0], "SUMMARY"))
        yield Found(short_uid(event.uid), title, event.items)


def _latest(versions: list[Component]) -> list[Component]:
    """Return the last version of the series, and of each of its exceptions (RFC 5546 §2.1.5)."""
    latest: dict[bytes, tuple[tuple[int, datetime], Component]] = {}
    for each in versions:
        original = each.get("RECURRENCE-ID")
        key = b"" if original is None else _written(original)
        if key not in latest or version_of(each) >= latest[key][0]:
            latest[key] = version_of(each), each
    return [each for _, each in latest.values()]


def _written(original: Any) -> bytes:
    lines = original if isinstance(original, list) else [original]
    return b",".join(each.to_ical() for each in lines)

"""Moments of a calendar, by the clocks of the region."""

from datetime import date, datetime, time, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from core.markup import line_of
from events.recurrence import zone

from .item import Unreadable, wall
from .texts import shortened

KNOWN = (ZoneInfo, timezone)
NAME_LENGTH = 60  # of a zone, as it is said
# The clocks of France, as a calendar of Outlook or of Evolution defines them under a name of its
# own: the offset, the month and the Sunday of each change.
OURS = {
    "STANDARD": (timedelta(hours=2), timedelta(hours=1), ["10"], ["-1SU"]),
    "DAYLIGHT": (timedelta(hours=1), timedelta(hours=2), ["3"], ["-1SU"]),
}


class Zones:
    """The time zones of a calendar: those that everyone knows, and those that it defines."""

    def __init__(self, calendar: Calendar) -> None:
        self.definitions = {str(each.get("TZID", "")): each for each in calendar.walk("VTIMEZONE")}

    def of(self, moment: datetime, written: Any) -> tzinfo | None:
        """Return the zone of *moment*, read from *written*; None where it has none: it is local.

        Raises:
            Unreadable: its name is neither IANA's nor Windows', and its definition is not that of
                our clocks. Another rule would be expanded at each moment: some take hours.
        """
        name = str(written.params.get("TZID") or "")
        if isinstance(moment.tzinfo, KNOWN) or not name:
            return moment.tzinfo
        if name in self.definitions:
            if _is_ours(self.definitions[name]):
                return zone()
        elif name in WINDOWS_TO_OLSON:
            # Not what icalendar says: it keeps, for the whole process, how the first calendar that
            # was read defined that name.
            return ZoneInfo(WINDOWS_TO_OLSON[name])
        said = shortened(line_of(name), NAME_LENGTH)
        raise Unreadable(f"son fuseau horaire «\u00a0{said}\u00a0» n’est pas connu")

    def wall(self, moment: datetime, written: Any) -> datetime:
        """Return *moment* in naive local time. Unreadable as ``of``."""
        return wall(moment.replace(tzinfo=self.of(moment, written)))


def _is_ours(definition: Component) -> bool:
    latest: dict[str, Component] = {}
    for each in definition.subcomponents:
        held = latest.get(str(each.name))
        if held is None or _since(each) >= _since(held):
            latest[str(each.name)] = each
    return {name: _change(each) for name, each in latest.items()} == OURS


def _since(change: Component) -> datetime:
    begun = change.decoded("DTSTART") if "DTSTART" in change else datetime.min
    return begun.replace(tzinfo=None) if isinstance(begun, datetime) else _midnight(begun)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)


def _change(change: Component) -> tuple[Any, ...]:
    rule = change.get("RRULE") or {}
    if isinstance(rule, list):
        rule = rule[0]
    parts = [[str(value) for value in rule.get(part, [])] for part in ("BYMONTH", "BYDAY")]
    offsets = [change.decoded(name) for name in ("TZOFFSETFROM", "TZOFFSETTO") if name in change]
    return (*offsets, *parts)

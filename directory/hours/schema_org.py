"""Hours for search engines: https://schema.org/OpeningHoursSpecification."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from core.text.french import MIDNIGHT
from directory.hours.weekly import (
    EMPTY_WEEK,
    Day,
    SchoolHolidays,
    TimeRange,
    Week,
    WeeklyHours,
)

from .holidays import school_holidays
from .timetable import local_zone

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
AHEAD = timedelta(days=366)
CLOSED = {"opens": "00:00", "closes": "00:00"}  # how a closed day is written


def schema_org_hours(text: str, today: date | None = None) -> list[dict[str, Any]]:
    """Return the OpeningHoursSpecification objects of the hours *text*.

    The usual week, then what differs: public holidays, the school holidays of the year after
    *today* (now by default) and the closures still to come. Empty when the hours are unknown or
    are more than a weekly table (alternate weeks, comments, nights).
    """
    hours = WeeklyHours.from_osm(text)
    if hours is None or hours.is_empty:
        return []
    today = today or timezone.localdate(timezone=local_zone())
    found = _week(hours.week)
    if hours.closed_on_public_holidays:
        found.append(_specification({"dayOfWeek": "PublicHolidays"} | CLOSED))
    if hours.school is not SchoolHolidays.SAME:
        for first, last in school_holidays(today, today + AHEAD):
            found += _period(first, last, hours.school_week)
    for closure in hours.closures:
        if closure.last >= today:
            found += _period(closure.first, closure.last, EMPTY_WEEK)
    return found


def _period(first: date, last: date, week: Week) -> list[dict[str, Any]]:
    dates = {"validFrom": first.isoformat(), "validThrough": last.isoformat()}
    if not any(week):
        return [_specification(CLOSED | dates)]
    closed = [DAYS[number] for number, day in enumerate(week) if not day]
    found = [item | dates for item in _week(week)]
    if closed:
        found.append(_specification({"dayOfWeek": closed} | CLOSED | dates))
    return found


def _week(week: Week) -> list[dict[str, Any]]:
    groups: dict[Day, list[str]] = {}
    for number, day in enumerate(week):
        if day:
            groups.setdefault(day, []).append(DAYS[number])
    return [
        _specification({"dayOfWeek": names} | _times(item))
        for day, names in groups.items()
        for item in day
    ]


def _times(item: TimeRange) -> dict[str, str]:
    # Midnight as an end would read as « closed » or as the night before.
    end = item.end if item.end < MIDNIGHT else MIDNIGHT - 1
    return {
        "opens": f"{item.start // 60:02}:{item.start % 60:02}",
        "closes": f"{end // 60:02}:{end % 60:02}",
    }


def _specification(content: dict[str, Any]) -> dict[str, Any]:
    return {"@type": "OpeningHoursSpecification"} | content

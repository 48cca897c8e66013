"""The weekly table read from, and written as, OSM ``opening_hours`` text."""

import re
from collections.abc import Sequence

from core.text.french import MIDNIGHT
from directory.hours.weekly import (
    EMPTY_WEEK,
    WHOLE_WEEK,
    Closure,
    Day,
    SchoolHolidays,
    TimeRange,
    Week,
    WeeklyHours,
    overlapping,
)

from .expansion import osm_date
from .rules import (
    TIME_RANGE,
    Rule,
    date_span_of,
    day_list,
    day_numbers,
    split_rules,
    written_time,
)
from .timetable import is_readable

OFF = re.compile(r"off|closed", re.IGNORECASE)


def write_table(hours: WeeklyHours) -> str:
    """Write *hours* as OSM text; empty when no opening is given."""
    if hours.is_empty:
        return ""
    rules = ["24/7"] if hours.week == WHOLE_WEEK else _week_rules(hours.week, "")
    if hours.school is SchoolHolidays.CLOSED:
        rules.append("SH off")
    elif hours.school is SchoolHolidays.DIFFERENT:
        rules += _week_rules(hours.school_week, "SH ")
        lost = [day for day in range(7) if hours.week[day] and not hours.school_week[day]]
        if lost:
            rules.append(f"SH {day_list(lost)} off")
    if hours.closed_on_public_holidays:
        rules.append("PH off")
    rules += [f"{closure_dates(closure)} off" for closure in hours.closures]
    return "; ".join(rules)


def read_table(text: str) -> WeeklyHours | None:
    """Read *text* into a table; None when it says more than a table can."""
    if not text.strip():
        return WeeklyHours()
    if not is_readable(text):
        return None
    reading = _Reading()
    if not all(reading.take(rule) for rule in split_rules(text)):
        return None
    hours = reading.table()
    return None if hours.is_empty else hours


class _Reading:
    """What the rules read so far say. A rule that would need more than a table is not taken."""

    def __init__(self) -> None:
        self.week: Week = EMPTY_WEEK
        self.school_week: Week | None = None
        self.closed_on_public_holidays = False
        self.closures: list[Closure] = []

    def take(self, rule: Rule) -> bool:
        if rule.separator == "||":
            return False
        if rule.wide or "PH" in rule.holidays:
            return rule.separator != "," and self._take_closing(rule)
        if self.closed_on_public_holidays or self.closures:
            return False  # what comes later would open again a day that was closed
        if rule.holidays:
            return self._take_school_week(rule)
        return self._take_week(rule)

    def table(self) -> WeeklyHours:
        school = SchoolHolidays.SAME if self.school_week is None else SchoolHolidays.DIFFERENT
        return WeeklyHours(
            self.week,
            school,
            self.school_week or EMPTY_WEEK,
            self.closed_on_public_holidays,
            tuple(self.closures),
        )

    def _take_closing(self, rule: Rule) -> bool:
        if not OFF.fullmatch(rule.tail) or (rule.wide and rule.days):
            return False
        return self._take_closures(rule) if rule.wide else self._take_public_holidays(rule)

    def _take_closures(self, rule: Rule) -> bool:
        for part in rule.wide.split(","):
            closure = closure_of(part.strip())
            if closure is None:
                return False
            self.closures.append(closure)
        return True

    def _take_public_holidays(self, rule: Rule) -> bool:
        kinds = set(rule.days.split(","))
        if not kinds <= {"PH", "SH"}:
            return False
        self.closed_on_public_holidays = True
        if "SH" in kinds:
            self.school_week = EMPTY_WEEK
        return True

    def _take_school_week(self, rule: Rule) -> bool:
        pair = rule.holidays_on_weekdays
        days = range(7) if rule.days == "SH" else _days(pair[1]) if pair else None
        ranges = _day_of(rule.tail)
        if days is None or ranges is None or rule.separator == ",":
            return False
        self.school_week = _replaced(self.school_week or self.week, days, ranges)
        return True

    def _take_week(self, rule: Rule) -> bool:
        days = _days(rule.days) if rule.days else range(7)
        ranges = _day_of(rule.tail)
        if days is None or ranges is None or self.school_week is not None:
            return False
        if rule.separator == ",":
            return self._add(days, ranges)
        self.week = _replaced(self.week, days, ranges)
        return True

    def _add(self, days: Sequence[int], ranges: Day) -> bool:
        added = tuple(
            (*day, *ranges) if number in days else day for number, day in enumerate(self.week)
        )
        if not ranges or any(overlapping(day) for day in added):
            return False
        self.week = added
        return True


def _week_rules(week: Week, prefix: str) -> list[str]:
    """Write the open days of *week*, those with the same ranges together."""
    groups: dict[Day, list[int]] = {}
    for number, day in enumerate(week):
        if day:
            groups.setdefault(day, []).append(number)
    return [
        f"{prefix}{day_list(days) + ' ' if len(days) < 7 else ''}{_times(ranges)}"
        for ranges, days in groups.items()
    ]


def _times(ranges: Day) -> str:
    return ",".join(f"{written_time(item.start)}-{written_time(item.end)}" for item in ranges)


def closure_dates(closure: Closure) -> str:
    """Write the days of *closure*: « 2026 Dec 24-31 »."""
    first, last = closure.first, closure.last
    if first == last:
        return osm_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{osm_date(first)}-{last.day:02}"
    return f"{osm_date(first)}-{osm_date(last)}"


def closure_of(text: str) -> Closure | None:
    """Read what ``closure_dates`` writes; None for anything else, days of every year too."""
    span = date_span_of(text)
    return Closure(span.first, span.last) if span and span.has_year else None


def _days(text: str) -> list[int] | None:
    """Read ``Mo-We,Sa`` into rising day numbers; None for anything else (``We[1]``)."""
    days: set[int] = set()
    for part in text.split(","):
        numbers = day_numbers(part.strip())
        if not numbers:
            return None
        days.update(numbers)
    return sorted(days)


def _day_of(tail: str) -> Day | None:
    """Read the ranges of a rule, or ``off``; None for anything else."""
    if OFF.fullmatch(tail):
        return ()
    if tail == "24/7":
        return WHOLE_WEEK[0]
    ranges = []
    for part in tail.split(","):
        found = TIME_RANGE.fullmatch(part.strip())
        if found is None:
            return None
        hour, minute, end_hour, end_minute = map(int, found.groups())
        end = end_hour * 60 + end_minute or MIDNIGHT
        if not hour * 60 + minute < end <= MIDNIGHT:
            return None
        ranges.append(TimeRange(hour * 60 + minute, end))
    return None if overlapping(ranges) else tuple(sorted(ranges))


def _replaced(week: Week, days: Sequence[int], ranges: Day) -> Week:
    return tuple(ranges if number in days else day for number, day in enumerate(week))

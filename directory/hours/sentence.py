"""Say usual hours in French."""

from dataclasses import replace
from functools import lru_cache

from core.text.french import (
    NBSP,
    capitalised,
    clock_span,
    date_span,
    enumerate_french,
    typeset,
    weekdays,
)
from directory.hours.weekly import (
    WHOLE_WEEK,
    Day,
    SchoolHolidays,
    Week,
    WeeklyHours,
)

from .description import describe_rules
from .timetable import MAX_LENGTH, is_readable


@lru_cache(maxsize=2048)
def sentence(text: str) -> str:
    """Say the hours *text* in French, for anybody.

    A text that cannot be read, or that has no plain words, is to be confirmed, and shown as it is.
    """
    text = text.strip()
    if not text or len(text) > MAX_LENGTH:
        return "Horaires à confirmer."
    said = _said(text)
    return said or f"Horaires à confirmer (indication reçue{NBSP}: «{NBSP}{text}{NBSP}»)."


def lasting_sentence(text: str) -> str:
    """Say the hours *text* without their exceptional closures, for what stays on a door.

    Hours that the table of managers cannot hold are said whole. Empty for those that are not known,
    or have no plain words.
    """
    text = text.strip()
    return _said(text, lasting=True) if text and len(text) <= MAX_LENGTH else ""


def _said(text: str, *, lasting: bool = False) -> str:
    if not is_readable(text):
        return ""
    table = WeeklyHours.from_osm(text)
    if table is None:
        return describe_rules(text)
    return say_table(replace(table, closures=()) if lasting else table)


def say_table(hours: WeeklyHours) -> str:
    """Say the table of a manager; empty when it gives no opening."""
    if hours.is_empty:
        return ""
    parts = [_usual(hours.week)] if any(hours.week) else []
    if hours.school is SchoolHolidays.DIFFERENT:
        only = "" if any(hours.week) else " seulement"
        parts.append(f"Pendant les vacances scolaires{only} : {say_week(hours.school_week)}.")
    elif hours.school is SchoolHolidays.CLOSED:
        parts.append("Fermé pendant les vacances scolaires.")
    if hours.closed_on_public_holidays:
        parts.append("Fermé les jours fériés.")
    if hours.closures:
        several = len(hours.closures) > 1
        start = "Fermetures exceptionnelles" if several else "Fermeture exceptionnelle"
        spans = [date_span(closure.first, closure.last) for closure in hours.closures]
        parts.append(f"{start} {enumerate_french(spans)}.")
    return typeset(" ".join(parts))


def say_week(week: Week) -> str:
    """Say the open days of *week*, those with the same hours together."""
    groups: dict[Day, list[int]] = {}
    for number, day in enumerate(week):
        if day:
            groups.setdefault(day, []).append(number)
    return ", ".join(f"{weekdays(days)} {say_ranges(day)}" for day, days in groups.items())


def say_ranges(day: Day) -> str:
    """Say the ranges of one day: « de 9 h à 12 h et de 14 h à 17 h »."""
    return enumerate_french([clock_span(item.start, item.end) for item in day])


def _usual(week: Week) -> str:
    if week == WHOLE_WEEK:
        return "Ouvert tous les jours, jour et nuit."
    return f"{capitalised(say_week(week))}."

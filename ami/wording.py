"""Dates and delays of a call, as carriers read them."""

from datetime import datetime, timedelta

from django.utils import timezone

from core.text.french import NBSP, clock, weekday_date

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def moment(at: datetime) -> str:
    """Say a moment to the minute, in local time: « vendredi 18 décembre 2026 à 12 h »."""
    local = timezone.localtime(at)
    return f"{weekday_date(local, with_year=True)} à {time_of_day(at)}"


def time_of_day(at: datetime) -> str:
    """Say the time of a moment, in local time: « 14 h 32 »."""
    local = timezone.localtime(at)
    return clock(local.hour * 60 + local.minute)


def time_left(until: datetime, now: datetime) -> str:
    """Say how long there is until a moment, never too much: « 3 jours », « moins d’une minute »."""
    left = until - now
    for unit, one, many in ((DAY, "jour", "jours"), (HOUR, "heure", "heures")):
        if left >= 2 * unit:
            return f"{left // unit}{NBSP}{many}"
        if left >= unit and unit is HOUR:
            return f"1{NBSP}{one}"
    minutes = left // MINUTE
    if minutes < 1:
        return "moins d’une minute"
    return f"{minutes}{NBSP}minute{'s' if minutes > 1 else ''}"


def delay(minutes: int) -> str:
    """Say a delay in minutes: « 1 heure », « 2 jours », « 90 minutes »."""
    for length, one, many in ((24 * 60, "jour", "jours"), (60, "heure", "heures")):
        if minutes and minutes % length == 0:
            count = minutes // length
            return f"{count}{NBSP}{one if count == 1 else many}"
    return f"{minutes}{NBSP}minute{'s' if minutes > 1 else ''}"

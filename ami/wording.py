"""Delays of a call, as people read them; its dates are written by ``core.text.formats``."""

from datetime import datetime, timedelta

from django.utils import timezone

from core.text.french import MIDNIGHT, NBSP, clock, time_of_day

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def local_time(moment: datetime) -> str:
    """Say at what time of the day *moment* is, in local time: « 14 h 32 »."""
    return time_of_day(timezone.localtime(moment))


def time_left(left: timedelta) -> str:
    """Say how much time is left, never more than there is: « 12 jours », « 5 heures »."""
    for unit, units in ((DAY, "jours"), (HOUR, "heures"), (MINUTE, "minutes")):
        if left >= 2 * unit:
            return f"{left // unit}{NBSP}{units}"
    return "moins de deux minutes"


def delay(minutes: int) -> str:
    """Say a delay in minutes: « une heure », « 1 h 30 », « 2 jours »."""
    for length, one, many in ((MIDNIGHT, "un jour", "jours"), (60, "une heure", "heures")):
        if minutes and minutes % length == 0:
            count = minutes // length
            return one if count == 1 else f"{count}{NBSP}{many}"
    return clock(minutes) if 60 < minutes < MIDNIGHT else f"{minutes}{NBSP}minutes"

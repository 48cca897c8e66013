"""Public holidays of France and school holidays of the region's zone."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from django.conf import settings
from jours_feries_france import JoursFeries
from vacances_scolaires_france import SchoolHolidayDates

# What the day is called, where the calendar only gives its date.
NAMES = {
    "1er janvier": "Jour de l’An",
    "Lundi de Pâques": "Lundi de Pâques",
    "1er mai": "Fête du Travail",
    "8 mai": "Victoire de 1945",
    "14 juillet": "Fête nationale",
    "11 novembre": "Armistice de 1918",
    "Jour de Noël": "Noël",
}


@lru_cache(maxsize=32)
def public_holidays(year: int) -> dict[date, str]:
    """Return the public holidays of one *year* with their French names."""
    days = JoursFeries.for_year(year)
    return {day: NAMES.get(name, name) for name, day in days.items()}


def public_holiday(day: date) -> str:
    """Return the name of the public holiday that *day* is, or an empty text."""
    return public_holidays(day.year).get(day, "")


def is_working_day(day: date) -> bool:
    """Tell whether offices work on *day*: neither the end of a week nor a public holiday."""
    return day.weekday() < 5 and not public_holiday(day)


@lru_cache(maxsize=1)
def _calendar() -> SchoolHolidayDates:
    return SchoolHolidayDates()  # reads 39 years of dates: once is enough


@lru_cache(maxsize=3)
def _school_holidays(zone: str) -> frozenset[date]:
    column = f"vacances_zone_{zone.lower()}"
    return frozenset(day for day, row in _calendar().data.items() if row[column])


def is_school_holiday(day: date) -> bool:
    """Tell whether *day* is a school holiday in the region's zone.

    Beyond the last published calendar, every day counts as term time.
    """
    return day in _school_holidays(settings.REGION.school_zone)


def school_holidays(first: date, last: date) -> list[tuple[date, date]]:
    """Return the school holidays between two days (included), as (first day, last day)."""
    return runs_of_days(
        day for day in _days(first, last) if day in _school_holidays(settings.REGION.school_zone)
    )


def runs_of_days(days: Iterator[date]) -> list[tuple[date, date]]:
    """Gather rising *days* into stretches without a gap."""
    runs: list[tuple[date, date]] = []
    for day in days:
        if runs and day - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)

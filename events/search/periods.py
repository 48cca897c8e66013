"""The days that a visitor asks for: a moment with a name, two dates, a month."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from core.text.french import MONTH_NAMES, capitalised, date_span, day_of_month

FURTHEST = timedelta(days=3 * 366)  # from today: no event is known so long ahead
MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


@dataclass(frozen=True)
class Period:
    """Local days, both included; without ``last``, all that follow.

    ``moment`` is its name in ``MOMENTS``, if it has one.
    """

    first: date
    last: date | None
    moment: str = ""

    @property
    def label(self) -> str:
        if self.moment:
            return MOMENTS[self.moment]
        if self.last is None:
            return f"À partir du {day_of_month(self.first, with_year=True)}"
        return capitalised(date_span(self.first, self.last))


MOMENTS = {
    "aujourd-hui": "Aujourd’hui",
    "demain": "Demain",
    "week-end": "Ce week-end",
    "semaine": "Cette semaine",
}
DAYS: dict[str, Callable[[date], tuple[int, int]]] = {  # first and last, in days from today
    "aujourd-hui": lambda today: (0, 0),
    "demain": lambda today: (1, 1),
    "week-end": lambda today: (max(0, 5 - today.weekday()), 6 - today.weekday()),
    "semaine": lambda today: (0, 6 - today.weekday()),
}


def period_named(moment: str, today: date) -> Period:
    """Return the days of one of ``MOMENTS``."""
    first, last = DAYS[moment](today)
    return Period(today + timedelta(days=first), today + timedelta(days=last), moment)


def read_day(typed: str) -> date | None:
    """Return the day written *typed* (ISO 8601); None when it is not one."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def read_month(typed: str) -> date | None:
    """Return the first day of the month written *typed* (« 2026-12 »); None when it is not one."""
    return read_day(f"{typed}-01") if MONTH.fullmatch(typed) else None


def month_after(month: date, number: int = 1) -> date:
    """Return the first day of the month that comes *number* months after *month*."""
    years, index = divmod(month.month - 1 + number, 12)
    return date(month.year + years, index + 1, 1)


def last_day(month: date) -> date:
    """Return the last day of *month*."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def month_name(month: date) -> str:
    """Say a month: « décembre 2026 »."""
    return f"{MONTH_NAMES[month.month - 1]} {month.year}"

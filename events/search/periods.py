"""The days that a visitor asks for: a moment with a name, two dates, a month."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from core.listing.addresses import Pairs
from core.listing.filters import AskedLabel, Loosening
from core.listing.params import SearchParams
from core.text.french import MONTH_NAMES, capitalised, date_span, day_of_month
from events.querysets import OccurrenceQuerySet

from .date_filter import DateFilter

if TYPE_CHECKING:
    from .coming import ComingDates

FURTHEST = timedelta(days=3 * 366)  # from today: no event is known so long ahead
MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
DATES = "dates"  # the choice « quand » of the dates in « du » and « au »


@dataclass(frozen=True)
class Period:
    """Local days, both included; without ``last``, all that follow.

    ``moment`` is its name in ``MOMENTS``, if it has one; ``is_month`` says that it is asked as the
    calendar of a month.
    """

    first: date
    last: date | None
    moment: str = ""
    is_month: bool = False

    @property
    def until(self) -> date:
        """The last day, or one beyond all that is known."""
        return self.last or self.first + FURTHEST

    @property
    def label(self) -> str:
        if self.is_month:
            return month_name(self.first)
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


class PeriodFilter(DateFilter[Period]):
    """Dates to come on some days: a moment, else two dates, else the calendar of a month."""

    params = ("quand", "du", "au", "mois")
    lasts = False

    def read(self, params: SearchParams) -> Period | None:
        today = timezone.localdate()
        days = _read_moment(params, today) or _read_dates(params, today)
        return days or _read_month(params, today)

    def narrow(self, rows: OccurrenceQuerySet, value: Period) -> OccurrenceQuerySet:
        return rows.upcoming(None, value.first, value.until)

    def among(self, dates: "ComingDates", value: Period) -> int:
        return dates.on(value.first, value.until)

    def query_pairs(self, value: Period) -> Pairs:
        if value.is_month:
            return [("mois", f"{value.first:%Y-%m}")]
        if value.moment:
            return [("quand", value.moment)]
        days = [("du", value.first.isoformat())]
        return [*days, ("au", value.last.isoformat())] if value.last else days

    def labels(self, value: Period, *, elsewhere: bool = False) -> list[AskedLabel]:
        """Return the days asked; a month is the heading of a calendar that has its own links."""
        return [] if value.is_month else [AskedLabel(value.label, self.query_pairs(value))]

    def loosen(self, value: Period) -> list[Loosening]:
        if value.is_month:
            return [Loosening(f"Chercher au-delà de {value.label}", "mois")]
        return super().loosen(value)


def _read_moment(params: SearchParams, today: date) -> Period | None:
    typed = params.text("quand")
    if typed in MOMENTS:
        return period_named(typed, today)
    if typed and typed != DATES:
        params.say(f"Le moment «\u00a0{typed}\u00a0» n’existe pas\u00a0: il est ignoré.")
    return None


def _read_dates(params: SearchParams, today: date) -> Period | None:
    """Read « du » and « au »; one of them is enough."""
    typed = [params.text(name) for name in ("du", "au")]
    if not any(typed):
        return None
    days = [read_day(text) for text in typed]
    if any(text and day is None for text, day in zip(typed, days, strict=True)):
        params.say("Ces dates n’ont pas pu être lues\u00a0: elles sont ignorées.")
        return None
    first, last = days[0] or today, days[1]
    if last and days[0] and first > last:
        first, last = last, first
    if last and last < today:
        params.say(
            "Ces dates sont passées\u00a0: voici celles à venir. Les dates passées ont leur page."
        )
        return None
    if first > today + FURTHEST:
        params.say("Ces dates sont trop lointaines\u00a0: elles sont ignorées.")
        return None
    return Period(max(first, today), last and min(last, today + FURTHEST))


def _read_month(params: SearchParams, today: date) -> Period | None:
    typed = params.text("mois")
    if not typed:
        return None
    month = read_month(typed)
    if month is None or month > today + FURTHEST:
        params.say("Ce mois n’a pas pu être lu, ou il est trop lointain.")
        return None
    if month < today.replace(day=1):
        params.say("Ce mois est passé\u00a0: voici le mois en cours.")
    month = max(month, today.replace(day=1))
    return Period(month, last_day(month), is_month=True)

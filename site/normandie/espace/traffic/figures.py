"""The counts as people read them: month by month, small numbers hidden."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Min

from core.text.formats import grouped
from core.text.french import MONTH_NAMES, capitalised
from directory.models import PlacePage
from events.search.periods import month_after, month_name

from .models import PlaceViews, Viewed

SMALLEST = 5  # what is under it is not told: somebody might recognise whom it counts
HIDDEN = f"moins de {SMALLEST}"
NOT_COUNTED = "pas compté"  # the site did not count yet
MONTHS = 12


@dataclass(frozen=True)
class Figure:
    """A number in words, and the length of its bar, in hundredths of the greatest shown."""

    text: str
    percent: int = 0


@dataclass(frozen=True)
class MonthLine:
    """A month, and what was read in it, in the order of ``Viewed``."""

    month: date
    label: str
    figures: list[Figure]


def months_until(month: date, number: int) -> list[date]:
    """Return the first days of *number* months, the latest, *month*, first."""
    return [month_after(month, -before) for before in range(number)]


def months_of(place: PlacePage, today: date) -> list[MonthLine]:
    """Return the last twelve months of *place*, the current one first; two queries."""
    months = months_until(today.replace(day=1), MONTHS)
    counts = _counts(place, months)
    since = PlaceViews.objects.aggregate(first=Min("month"))["first"] or months[0]
    shown = [count for count in counts.values() if count >= SMALLEST]
    most = max(shown, default=0)
    return [
        MonthLine(
            month,
            capitalised(month_name(month)),
            [
                _figure(counts.get((month, each), 0), most)
                if month >= since
                else Figure(NOT_COUNTED)
                for each in Viewed.values
            ],
        )
        for month in months
    ]


def this_month_and_last(place: PlacePage, today: date) -> list[dict[str, str]]:
    """Return what was read of *place* this month, and the one before if any was; one query."""
    months = months_until(today.replace(day=1), 2)
    counts = _counts(place, months)
    known = {month for month, _ in counts}
    return [
        {
            "month": MONTH_NAMES[month.month - 1],
            "sheet": said(counts.get((month, Viewed.SHEET), 0)),
            "workshops": said(counts.get((month, Viewed.WORKSHOP), 0)),
        }
        for month in months
        if month == months[0] or month in known
    ]


def said(count: int) -> str:
    """Write a *count* of readings, unless it is too small to be told."""
    return grouped(count) if count >= SMALLEST else HIDDEN


def _figure(count: int, most: int) -> Figure:
    if count < SMALLEST:
        return Figure(HIDDEN)
    return Figure(said(count), max(1, round(100 * count / most)))


def _counts(place: PlacePage, months: Iterable[date]) -> dict[tuple[date, str], int]:
    rows = PlaceViews.objects.filter(place=place, month__in=list(months))
    return {
        (month, viewed): count
        for month, viewed, count in rows.values_list("month", "viewed", "count")
    }

"""What a place held in a year, and how many people came: numbers alone, for its funders."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as day

from django.utils import timezone
from django.utils.formats import date_format

from core.pages.spreadsheets import Cell
from core.text.french import time_of_day
from directory.models import PlacePage
from events.models import Occurrence
from events.recurrence import from_moment

FIRST_YEAR = 2020  # nothing of the site is older
HEADINGS = ("Date", "Heure", "Atelier", "Places prises sur ce site", "Personnes venues")


@dataclass(frozen=True)
class Figures:
    """Dates that took place, counted; ``counted`` are those of which it is known who came."""

    title: str
    held: int = 0
    registered: int = 0
    came: int = 0
    counted: int = 0

    @classmethod
    def of(cls, title: str, dates: Iterable[Occurrence]) -> "Figures":
        dates = list(dates)
        known = [each.came for each in dates if each.came is not None]
        registered = sum(each.seats_taken for each in dates)
        return cls(title, len(dates), registered, sum(known), len(known))


@dataclass(frozen=True)
class Year:
    """The dates of *place* that took place in a year, the first one first; one query."""

    year: int
    dates: list[Occurrence]

    @classmethod
    def of(cls, place: PlacePage, year: int) -> "Year":
        dates = Occurrence.objects.at_place(place.pk).past().held()
        first, last = day(year, 1, 1), day(year, 12, 31)
        found = dates.between(first, last).select_related("event").order_by("starts_at", "pk")
        return cls(year, list(found))

    @property
    def months(self) -> list[Figures]:
        """One line a month that held something."""
        by_month: dict[day, list[Occurrence]] = {}
        for each in self.dates:
            first = from_moment(each.starts_at).date().replace(day=1)
            by_month.setdefault(first, []).append(each)
        return [Figures.of(_month(month), dates) for month, dates in by_month.items()]

    @property
    def total(self) -> Figures:
        return Figures.of("Toute l’année", self.dates)

    def lines(self) -> Iterator[list[Cell]]:
        """Yield the lines of the file: one for each date, and nobody's name."""
        yield list(HEADINGS)
        for each in self.dates:
            start = from_moment(each.starts_at)
            when = [f"{start:%d/%m/%Y}", time_of_day(start)]
            yield [*when, each.event.title, each.seats_taken, each.came]


def asked_year(text: str) -> int:
    """Return the year of an address; this one where it says none that may have figures."""
    now = timezone.localdate().year
    return int(text) if text in map(str, range(FIRST_YEAR, now + 1)) else now


def _month(first: day) -> str:
    return date_format(first, "F Y").capitalize()

"""The days of a kit, as managers read them: stretches in words, and the table of a month."""

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from core.text.french import date_span
from normandie.equipment.models import EquipmentKit, LoanDay

FREE, TAKEN, OVER = "libre", "pris", ""


@dataclass(frozen=True)
class Cell:
    """A day of the table; ``state`` is what is written under its number."""

    number: int
    state: str
    is_taken: bool = False


EMPTY = Cell(0, "")


def weeks_of(kit: EquipmentKit, month: date, today: date) -> list[list[Cell]]:
    """Return the weeks of the *month*, from Monday on, with what each day of *kit* is."""
    days = list(Calendar().itermonthdates(month.year, month.month))
    taken = set(kit.taken_days(days[0], days[-1]))
    cells = [_cell(day, month, taken, today) for day in days]
    return [cells[start : start + 7] for start in range(0, len(cells), 7)]


def _cell(day: date, month: date, taken: set[date], today: date) -> Cell:
    if day.month != month.month:
        return EMPTY
    if day in taken:
        return Cell(day.day, TAKEN, is_taken=True)
    return Cell(day.day, OVER if day < today else FREE)


@dataclass(frozen=True)
class Stretch:
    """Days in a row that one place has asked for or holds."""

    first: date
    last: date
    place: str

    @property
    def span(self) -> str:
        return date_span(self.first, self.last)


def stretches(kit: EquipmentKit, today: date) -> list[Stretch]:
    """Return what is promised from *today* on, in the order of days."""
    held = LoanDay.objects.from_day(kit, today)
    return joined((each.day, each.loan.place.title) for each in held)


def joined(days: Iterable[tuple[date, str]]) -> list[Stretch]:
    """Join *days*, which rise, each with the place that has it."""
    found: list[Stretch] = []
    for day, place in days:
        last = found[-1] if found else None
        if last and last.place == place and day - last.last == timedelta(days=1):
            found[-1] = Stretch(last.first, day, place)
        else:
            found.append(Stretch(day, day, place))
    return found

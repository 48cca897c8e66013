"""The table of hours that a manager fills."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import pairwise

from core.text.french import MIDNIGHT


@dataclass(frozen=True, order=True)
class TimeRange:
    """From ``start`` to ``end``, in minutes from midnight; the day ends at 1440.

    Raises ValueError when the end does not come after the start, within the day.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= MIDNIGHT:
            raise ValueError(f"not a range of one day: {self.start}-{self.end}")


@dataclass(frozen=True, order=True)
class Closure:
    """Days when the place is closed, both included. Raises ValueError when they are swapped."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a closure ends before it begins")


class SchoolHolidays(Enum):
    """What the school holidays change to the usual week."""

    SAME = "same"
    DIFFERENT = "different"
    CLOSED = "closed"


Day = tuple[TimeRange, ...]
Week = tuple[Day, ...]  # seven days, Monday first
EMPTY_WEEK: Week = ((),) * 7
WHOLE_WEEK: Week = ((TimeRange(0, MIDNIGHT),),) * 7


@dataclass
class WeeklyHours:
    """A usual week, another for the school holidays, public holidays and dated closures.

    Ranges and closures are put in order. ``school_week`` only counts when ``school`` is
    DIFFERENT; an empty one means CLOSED. Raises ValueError for a week that has not seven days
    or for ranges that overlap.
    """

    week: Week = EMPTY_WEEK
    school: SchoolHolidays = SchoolHolidays.SAME
    school_week: Week = EMPTY_WEEK
    closed_on_public_holidays: bool = True
    closures: tuple[Closure, ...] = ()

    def __post_init__(self) -> None:
        self.week = _in_order(self.week)
        self.closures = tuple(sorted(self.closures))
        if self.school is not SchoolHolidays.DIFFERENT:
            self.school_week = EMPTY_WEEK
            return
        self.school_week = _in_order(self.school_week)
        if not any(self.school_week):
            self.school = SchoolHolidays.CLOSED

    @property
    def is_empty(self) -> bool:
        """True when no opening is given: the hours are unknown, whatever else is filled."""
        return not any(self.week) and not any(self.school_week)

    def to_osm(self) -> str:
        """Return the table as OSM ``opening_hours`` text; empty when no opening is given."""
        from .osm_table import write_table

        return write_table(self)

    @classmethod
    def from_osm(cls, text: str) -> "WeeklyHours | None":
        """Read an OSM text; None when it cannot be read or says more than the table can."""
        from .osm_table import read_table

        return read_table(text)


def overlapping(ranges: Sequence[TimeRange]) -> tuple[TimeRange, TimeRange] | None:
    """Return the first two of *ranges* that share some time, or None."""
    for before, after in pairwise(sorted(ranges)):
        if after.start < before.end:
            return before, after
    return None


def _in_order(week: Week) -> Week:
    if len(week) != 7:
        raise ValueError("a week has seven days")
    if any(overlapping(day) for day in week):
        raise ValueError("the ranges of a day overlap")
    return tuple(tuple(sorted(day)) for day in week)

"""What a person typed in the table of hours: kept as typed, read, and told what is wrong."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from core.text.french import DAY_NAMES, MIDNIGHT, capitalised, clock_range
from directory.hours.weekly import (
    EMPTY_WEEK,
    Closure,
    Day,
    SchoolHolidays,
    TimeRange,
    Week,
    WeeklyHours,
    overlapping,
)

SLOTS = ("matin", "après-midi", "autre plage")
MAX_CLOSURES = 20
FIRST_YEAR, LAST_YEAR = 2000, 2099  # of a closure: anything else is a slip of the keyboard
NOON = 12 * 60
WEEKS = {"usual": "", "school": "Vacances scolaires, "}  # prefix of the messages about each

_TIME = re.compile(r"(\d{1,2})\s*(?:[:hH.]\s*(\d{2})?)?")


@dataclass
class TableInput:
    """The inputs of the table, by their name without the prefix of the field.

    ``usual-0-1-from`` is the start of Monday's second range, ``closure-2-to`` the end of the third
    closure, ``school`` the choice for the holidays, ``public_holidays`` is « on » when ticked.
    """

    values: Mapping[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    def read(self) -> WeeklyHours | None:
        """Return the table; None, with ``errors`` by input name, when it cannot be understood."""
        self.errors = {}
        school = self._school()
        week = self._week("usual")
        different = school is SchoolHolidays.DIFFERENT
        school_week = self._week("school") if different else EMPTY_WEEK
        closures = tuple(self._closures())
        if not self.errors:
            self._check_whole(week, school_week, closures, different=different)
        if self.errors:
            return None
        closed = self.values.get("public_holidays") == "on"
        return WeeklyHours(week, school, school_week, closed, closures)

    def _school(self) -> SchoolHolidays:
        try:
            return SchoolHolidays(self.values.get("school") or "same")
        except ValueError:
            self.errors["school"] = "Choisissez ce que changent les vacances scolaires."
            return SchoolHolidays.SAME

    def _week(self, week: str) -> Week:
        return tuple(self._day(week, number) for number in range(7))

    def _day(self, week: str, number: int) -> Day:
        ranges = [item for slot in range(len(SLOTS)) if (item := self._range(week, number, slot))]
        if pair := overlapping(ranges):
            first, second = (clock_range(item.start, item.end) for item in pair)
            self.errors[f"{week}-{number}-0-from"] = capitalised(
                f"{WEEKS[week]}{DAY_NAMES[number]} : les plages {first} et {second} se chevauchent."
            )
            return ()
        return tuple(sorted(ranges))

    def _range(self, week: str, number: int, slot: int) -> TimeRange | None:
        name = f"{week}-{number}-{slot}"
        typed = [self.values.get(f"{name}-{end}", "").strip() for end in ("from", "to")]
        if not any(typed):
            return None
        where = capitalised(f"{WEEKS[week]}{DAY_NAMES[number]} {SLOTS[slot]} :")
        start, end = (_minutes(text) for text in typed)
        end = end or (MIDNIGHT if end == 0 else None)  # 00:00 closes at the end of the day
        if start is None or end is None:
            self._time_error(name, where, typed, start is None)
        elif start >= end:
            self.errors[f"{name}-to"] = f"{where} la fermeture doit venir après l’ouverture."
        else:
            return TimeRange(start, end)
        return None

    def _time_error(self, name: str, where: str, typed: list[str], start_is_wrong: bool) -> None:
        side, what = ("from", "d’ouverture") if start_is_wrong else ("to", "de fermeture")
        text = typed[0] if start_is_wrong else typed[1]
        self.errors[f"{name}-{side}"] = (
            f"{where} {_quoted(text)} n’est pas une heure."
            if text
            else f"{where} indiquez l’heure {what}."
        )

    def _closures(self) -> Iterator[Closure]:
        for number in range(MAX_CLOSURES):
            closure = self._closure(number)
            if closure:
                yield closure

    def _closure(self, number: int) -> Closure | None:
        name = f"closure-{number}"
        typed = [self.values.get(f"{name}-{end}", "").strip() for end in ("from", "to")]
        if not any(typed):
            return None
        where = f"Fermeture exceptionnelle {number + 1} :"
        first, last = (_date(text) for text in typed)
        if first is None:
            self.errors[f"{name}-from"] = (
                f"{where} {_quoted(typed[0])} n’est pas une date."
                if typed[0]
                else f"{where} indiquez le premier jour."
            )
        elif typed[1] and last is None:
            self.errors[f"{name}-to"] = f"{where} {_quoted(typed[1])} n’est pas une date."
        elif last and last < first:
            self.errors[f"{name}-to"] = f"{where} le dernier jour doit venir après le premier."
        else:
            return Closure(first, last or first)
        return None

    def _check_whole(
        self, week: Week, school_week: Week, closures: tuple[Closure, ...], *, different: bool
    ) -> None:
        if different and not any(school_week):
            self.errors["school"] = (
                "Remplissez la semaine des vacances scolaires, ou choisissez « Fermé »."
            )
        elif closures and not any(week) and not any(school_week):
            self.errors["usual-0-0-from"] = (
                "Indiquez au moins une plage d’ouverture : sans elle, on ne peut pas dire quand "
                "le lieu ferme."
            )


def table_values(hours: WeeklyHours) -> dict[str, str]:
    """Return the inputs that show *hours* (see `TableInput`)."""
    values = {"school": hours.school.value}
    if hours.closed_on_public_holidays:
        values["public_holidays"] = "on"
    for name, week in (("usual", hours.week), ("school", hours.school_week)):
        for number, day in enumerate(week):
            for slot, item in _in_slots(day):
                values[f"{name}-{number}-{slot}-from"] = _typed(item.start)
                values[f"{name}-{number}-{slot}-to"] = _typed(item.end % MIDNIGHT)
    for number, closure in enumerate(hours.closures):
        values[f"closure-{number}-from"] = closure.first.isoformat()
        if closure.last != closure.first:
            values[f"closure-{number}-to"] = closure.last.isoformat()
    return values


def fits_table(hours: WeeklyHours) -> bool:
    """Tell whether the table has room for *hours*."""
    days = (*hours.week, *hours.school_week)
    return all(len(day) <= len(SLOTS) for day in days) and len(hours.closures) <= MAX_CLOSURES


def _in_slots(day: Day) -> Iterator[tuple[int, TimeRange]]:
    """Give each range its column: a day that only opens after noon leaves its morning empty."""
    skipped = 1 if 0 < len(day) < len(SLOTS) and day[0].start >= NOON else 0
    for number, item in enumerate(day):
        yield number + skipped, item


def _typed(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _minutes(text: str) -> int | None:
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    minutes = int(found[1]) * 60 + int(found[2] or 0)
    return minutes if minutes < MIDNIGHT and int(found[2] or 0) < 60 else None


def _date(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _quoted(text: str) -> str:
    return f"« {text[:20]} »"

"""A series said in French: « Chaque mardi jusqu’au 30 juin 2027, sauf jours fériés »."""

import re
from datetime import date
from typing import Final

from core.text.french import (
    DAY_NAMES,
    MONTH_NAMES,
    capitalised,
    day_of_month,
    enumerate_french,
)

from .choices import with_whole_last_day
from .series import Series

DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKING_DAYS: Final = [0, 1, 2, 3, 4]
RANKS: Final = {
    1: "premier",
    2: "deuxième",
    3: "troisième",
    4: "quatrième",
    5: "cinquième",
    -1: "dernier",
    -2: "avant-dernier",
}
NUMBERS: Final = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six")
BY_DAY: Final = re.compile(r"([+-]?\d+)?(MO|TU|WE|TH|FR|SA|SU)")
SEVERAL: Final = "Plusieurs dates"
SURE: Final = 28  # the last day that every month has
AT_TIMES: Final = " (quand il existe)"

Parts = dict[str, str]


def sentence(series: Series) -> str:
    """Say how *series* repeats; empty for a single date, « Plusieurs dates » for the odd rules."""
    more = len({*series.added} - {series.first.date()})
    if not series.rule:
        return f"{1 + more} dates" if more else ""
    rule = with_whole_last_day(series.rule, series.first.time())
    parts = dict(part.partition("=")[::2] for part in rule.upper().split(";"))
    said = _how_often(parts, series.first.date())
    if not said:
        return SEVERAL
    added = f", et {more} autre{'s' if more > 1 else ''} date{'s' if more > 1 else ''}"
    return f"{capitalised(said)}{_end(parts)}{_skipped(series)}{added if more else ''}"


def _how_often(parts: Parts, first: date) -> str:
    """Say the rhythm; empty for a rule that is not said in one sentence."""
    say = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}
    frequency = say.get(parts.get("FREQ", ""))
    return frequency(parts, first, int(parts.get("INTERVAL", "1"))) if frequency else ""


def _daily(parts: Parts, first: date, interval: int) -> str:
    if "BYDAY" in parts and interval == 1:
        return _weekly(parts, first, interval)
    if _has(parts, "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"):
        return ""
    return "chaque jour" if interval == 1 else f"tous les {_number(interval)} jours"


def _weekly(parts: Parts, first: date, interval: int) -> str:
    if _has(parts, "BYMONTHDAY", "BYMONTH", "BYSETPOS"):
        return ""
    found = _by_day(parts)
    if any(rank for rank, _ in found):
        return ""
    days = sorted({day for _, day in found}) or [first.weekday()]
    names = [DAY_NAMES[day] for day in days]
    if interval == 1:
        if len(days) == 7:
            return "chaque jour"
        if days == WORKING_DAYS:
            return "du lundi au vendredi"
        return f"chaque {enumerate_french(names)}"
    if interval == 2 and len(days) == 1:
        return f"un {names[0]} sur deux"
    listed = enumerate_french([f"le {name}" for name in names])
    return f"toutes les {_number(interval)} semaines, {listed}"


def _monthly(parts: Parts, first: date, interval: int) -> str:
    if "BYMONTH" in parts or {"BYDAY", "BYMONTHDAY"} <= set(parts):
        return ""
    by_day = "BYDAY" in parts
    days = _ranked_days(parts) if by_day else _numbered_days(parts, first)
    if not days:
        return ""
    if interval > 1:
        return f"tous les {_number(interval)} mois, {enumerate_french(days)}"
    listed = enumerate_french(days)
    return f"{listed} du mois" if by_day else f"chaque mois, {listed}"


def _ranked_days(parts: Parts) -> list[str]:
    """Say « 1SA », or « SA » with « BYSETPOS=1 »: « le premier samedi »."""
    found = _by_day(parts)
    if "BYSETPOS" in parts:
        if len(found) != 1 or found[0][0]:
            return []
        found = [(int(rank), found[0][1]) for rank in parts["BYSETPOS"].split(",")]
    if not all(rank in RANKS for rank, _ in found):
        return []
    return [f"le {RANKS[rank]} {DAY_NAMES[day]}" for rank, day in found]


def _numbered_days(parts: Parts, first: date, *, sure: int = SURE) -> list[str]:
    """Say « le 15 », and of days after *sure* that some months have none: they are skipped."""
    if "BYSETPOS" in parts:
        return []
    numbers = [int(number) for number in parts.get("BYMONTHDAY", str(first.day)).split(",")]
    if any(number < -1 for number in numbers):
        return []
    said = {-1: "le dernier jour", 1: "le 1er"}
    return [
        said.get(number, f"le {number}{AT_TIMES if number > sure else ''}") for number in numbers
    ]


def _yearly(parts: Parts, first: date, interval: int) -> str:
    if _has(parts, "BYDAY", "BYSETPOS") or "," in parts.get("BYMONTH", "") or interval > 1:
        return ""
    month = int(parts.get("BYMONTH", first.month))
    days = _numbered_days(parts, first, sure=31)
    if not days or ("BYMONTHDAY" in parts and "BYMONTH" not in parts):
        return ""
    said = f"chaque année, {enumerate_french(days)} {MONTH_NAMES[month - 1]}"
    return f"{said}{AT_TIMES}" if said.endswith(" 29 février") else said


def _by_day(parts: Parts) -> list[tuple[int, int]]:
    """Return the days of the rule as (rank, or 0; weekday)."""
    return [
        (int(rank or 0), DAYS.index(day)) for rank, day in BY_DAY.findall(parts.get("BYDAY", ""))
    ]


def _end(parts: Parts) -> str:
    if "UNTIL" in parts:
        text = parts["UNTIL"]
        last = date(int(text[:4]), int(text[4:6]), int(text[6:8]))
        return f" jusqu’au {day_of_month(last, with_year=True)}"
    if "COUNT" in parts:
        return f", {parts['COUNT']} fois"
    return ""


def _skipped(series: Series) -> str:
    skipped = [
        name
        for name, is_skipped in (
            ("vacances scolaires", series.skip_school_holidays),
            ("jours fériés", series.skip_public_holidays),
        )
        if is_skipped
    ]
    return f", sauf {enumerate_french(skipped)}" if skipped else ""


def _has(parts: Parts, *names: str) -> bool:
    return any(name in parts for name in names)


def _number(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)

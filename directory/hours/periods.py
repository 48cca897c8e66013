"""Say in French the part of the year that a rule holds for: years, months, dates, weeks, Easter."""

import re

from core.text.elision import of
from core.text.french import MONTH_NAMES, date_span, enumerate_french

from .rules import MONTH_CODES, date_span_of

_MONTH = f"({'|'.join(MONTH_CODES)})"
_MONTHS = re.compile(rf"(?:(\d{{4}})\s)?{_MONTH}(?:-{_MONTH})?", re.IGNORECASE)
_YEARS = re.compile(r"(\d{4})(?:-(\d{4})|(\+))?")
_WEEKS = re.compile(r"(?:(\d{4})\s)?week\s?([\d,\s/-]+)", re.IGNORECASE)
_WEEK = re.compile(r"(\d{1,2})(?:-(\d{1,2})(?:/(\d+))?)?")
_EASTER = r"easter(?:\s?([+-]\d+)\sdays?)?"
_EASTERS = re.compile(rf"(?:(\d{{4}})\s)?{_EASTER}(?:\s?-\s?({_EASTER}))?", re.IGNORECASE)
EASTER_DAYS = {
    -2: "vendredi saint",
    0: "dimanche de Pâques",
    1: "lundi de Pâques",
    39: "jeudi de l’Ascension",
    49: "dimanche de Pentecôte",
    50: "lundi de Pentecôte",
}
LAST_WEEK = 52  # that every year has


def say_period(wide: str) -> str | None:
    """Say *wide* (see `Rule`): « du 24 au 31 décembre »; empty for always, None without words."""
    if not wide:
        return ""
    if weeks := _WEEKS.fullmatch(wide):
        return _weeks(weeks[2], weeks[1])
    said = [_part(part.strip()) for part in wide.split(",")]
    return None if None in said else enumerate_french([str(part) for part in said])


def _part(part: str) -> str | None:
    if span := date_span_of(part):
        return date_span(span.first, span.last, with_year=span.has_year)
    if months := _MONTHS.fullmatch(part):
        return _months(months[2], months[3]) + _of_year(months[1])
    if easters := _EASTERS.fullmatch(part):
        said = _easter(int(easters[2] or 0), int(easters[4] or 0) if easters[3] else None)
        return said and said + _of_year(easters[1])
    if years := _YEARS.fullmatch(part):
        first, last, onwards = years.groups()
        if onwards:
            return f"à partir de {first}"
        return f"de {first} à {last}" if last else f"en {first}"
    return None


def _of_year(year: str | None) -> str:
    return f" {year}" if year else ""


def _months(first: str, last: str | None) -> str:
    start = MONTH_NAMES[MONTH_CODES.index(first.title())]
    if not last:
        return f"en {start}"
    return f"{of(start)} à {MONTH_NAMES[MONTH_CODES.index(last.title())]}"


def _easter(first: int, last: int | None) -> str | None:
    if last is None:
        if first in EASTER_DAYS:
            return f"le {EASTER_DAYS[first]}"
        side = "après" if first > 0 else "avant"
        return f"le {abs(first)}e jour {side} Pâques"
    if first in EASTER_DAYS and last in EASTER_DAYS:
        return f"du {EASTER_DAYS[first]} au {EASTER_DAYS[last]}"
    return None


def _weeks(text: str, year: str | None) -> str | None:
    parts = [_WEEK.fullmatch(part.strip()) for part in text.split(",")]
    found = [part for part in parts if part]
    if len(found) < len(parts):
        return None
    first, last, step = found[0].groups()
    if step and len(found) == 1:
        return _every_other(int(first), int(last), int(step))
    if any(part[3] for part in found):
        return None
    said = [f"{part[1]} à {part[2]}" if part[2] else part[1] for part in found]
    plural = "s" if len(said) > 1 or last else ""
    return f"semaine{plural} {enumerate_french(said)} de {year or 'l’année'}"


def _every_other(first: int, last: int, step: int) -> str | None:
    """Say alternate weeks, of the whole year; no word is plain enough for others."""
    if step != 2 or first > 2 or last < LAST_WEEK:
        return None
    return "semaines impaires" if first % 2 else "semaines paires"

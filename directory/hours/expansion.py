"""Rewrite the rules that the evaluation library reads wrongly for France.

Four readings of opening-hours-py 2.1.4, each shown by a test:

- it has no French school holidays: a rule with ``SH`` never applies;
- it takes ``SH Mo-Fr`` and ``PH Mo-Fr`` (weekdays of the holidays) for every weekday of the year;
- a range past midnight is cut at midnight when another rule speaks of the next day;
- a comment without times (« "sur rendez-vous" ») is open day and night, where OSM says unknown.

Holidays become explicit dates; a text with night ranges becomes two, its evenings and its mornings;
hours on appointment become uncertain.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from functools import lru_cache

from opening_hours import OpeningHours

from core.text.french import MIDNIGHT

from .holidays import public_holidays, runs_of_days, school_holidays
from .rules import MONTH_CODES, TIME_RANGE, Rule, masked, outside_comments

COUNTRY = "FR"
_RANGES = re.compile(rf"{TIME_RANGE.pattern}(?:\s*,\s*{TIME_RANGE.pattern})*")
_COMMENTED = re.compile(r"([^\"]*)(\"[^\"]*\")")
_STATE = re.compile(r"\b(?:open|off|closed|unknown)\b", re.IGNORECASE)
_APPOINTMENT = re.compile(r"\brdv\b|rendez|appointment|réserv|inscription", re.IGNORECASE)
_CLOSED = re.compile(r"\b(?:off|closed)\b", re.IGNORECASE)
_SEPARATORS = {";": "; ", ",": ", ", "||": " || "}


class UnreadableRuleError(ValueError):
    """A rule whose meaning is not certain."""


def needs_dates(rule: Rule) -> bool:
    """Tell whether the meaning of *rule* depends on the dates of the holidays of the year."""
    return "SH" in rule.holidays or rule.holidays_on_weekdays is not None


def with_dates(rules: list[Rule], year: int) -> list[Rule]:
    """Write the holidays of *rules* as dates, from the year before *year* to the year after.

    Raises UnreadableRuleError where holidays are mixed in a way the grammar does not know.
    """
    dated: list[Rule] = []
    for rule in rules:
        dated.extend(_dated(rule, year) if needs_dates(rule) else [rule])
    return dated


def joined(rules: list[Rule]) -> str:
    """Write *rules* back as one text; no rule at all is a place that never opens."""
    text = ""
    for rule in rules:
        text += _SEPARATORS[rule.separator or ";"] if text else ""
        text += f"{rule.selectors} {rule.tail}".strip()
    return text or "off"


def with_uncertainty(rules: list[Rule]) -> list[Rule]:
    """Say « unknown » of what is only a comment, or on appointment, unless the state is written."""
    certain = []
    for rule in rules:
        found = _COMMENTED.fullmatch(rule.tail)
        if (
            found
            and not _STATE.search(found[1])
            and (not found[1] or _APPOINTMENT.search(found[2]))
        ):
            rule = replace(rule, tail=f"{found[1].strip()} unknown {found[2]}".strip())
        certain.append(rule)
    return certain


def has_night_ranges(rules: list[Rule]) -> bool:
    """Tell whether a range goes past midnight."""
    return any(_spills(rule.tail) for rule in rules)


def evenings(rules: list[Rule]) -> list[Rule]:
    """Cut every range at midnight."""

    def cut(found: re.Match[str]) -> str:
        return f"{found[1]}:{found[2]}-24:00" if _spill(*found.groups()) else found[0]

    return [replace(rule, tail=outside_comments(TIME_RANGE, cut, rule.tail)) for rule in rules]


def mornings(rules: list[Rule]) -> list[Rule]:
    """Keep of each day what goes on after its midnight, written as that same day's morning."""
    kept: list[Rule] = []
    for rule in rules:
        spills = _spills(rule.tail)
        if spills:
            times = ",".join(f"00:00-{spill // 60:02}:{spill % 60:02}" for spill in spills)
            kept.append(replace(rule, tail=_RANGES.sub(times, rule.tail, count=1)))
        elif _CLOSED.search(masked(rule.tail)):
            kept.append(rule)
        elif rule.separator in ("", ";"):
            kept.append(replace(rule, tail="off"))  # it replaces the night of the days it matches
    return kept


def _dated(rule: Rule, year: int) -> list[Rule]:
    if pair := rule.holidays_on_weekdays:
        dates = _dates(frozenset(pair[0].split(",")), rule.wide, year)
        return [replace(rule, wide=dates, days=pair[1])] if dates else []
    kinds = [kind.strip() for kind in rule.days.split(",")]
    if any(" " in kind for kind in kinds):
        raise UnreadableRuleError(rule.days)
    dated = []
    if dates := _dates(frozenset({"SH"}), rule.wide, year):
        dated.append(replace(rule, wide=dates, days=""))
    if others := [kind for kind in kinds if kind != "SH"]:
        dated.append(replace(rule, days=",".join(others)))
    return dated


@lru_cache(maxsize=256)
def _dates(kinds: frozenset[str], wide: str, year: int) -> str:
    """Write the holidays of *kinds* that the years, months or weeks of *wide* contain."""
    days = sorted(set(_holidays(kinds, year)))
    if wide:
        matching = OpeningHours(wide, country=COUNTRY)
        days = [day for day in days if matching.is_open(datetime.combine(day, time(12)))]
    return ",".join(_osm_dates(first, last) for first, last in runs_of_days(iter(days)))


def _holidays(kinds: frozenset[str], year: int) -> Iterator[date]:
    if "PH" in kinds:
        for number in (year - 1, year, year + 1):
            yield from public_holidays(number)
    if "SH" in kinds:
        for first, last in school_holidays(date(year - 1, 1, 1), date(year + 1, 12, 31)):
            for ordinal in range(first.toordinal(), last.toordinal() + 1):
                yield date.fromordinal(ordinal)


def _osm_dates(first: date, last: date) -> str:
    return osm_date(first) if first == last else f"{osm_date(first)}-{osm_date(last)}"


def osm_date(day: date) -> str:
    """Write a day of one year as OSM does: « 2026 Dec 24 »."""
    return f"{day.year} {MONTH_CODES[day.month - 1]} {day.day:02}"


def _spills(tail: str) -> list[int]:
    spills = [_spill(*found) for found in TIME_RANGE.findall(masked(tail))]
    return [spill for spill in spills if spill]


def _spill(start_hour: str, start_minute: str, end_hour: str, end_minute: str) -> int:
    """Return the minutes that a range lasts after midnight."""
    start = int(start_hour) * 60 + int(start_minute)
    end = int(end_hour) * 60 + int(end_minute)
    if end > MIDNIGHT:
        return end - MIDNIGHT
    return end if end <= start else 0

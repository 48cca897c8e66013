"""Rewrite the rules that the evaluation library reads wrongly for France.

Six readings of opening-hours-py 2.1.4, each shown by a test:

- it has no French school holidays: a rule with ``SH`` never applies;
- it takes ``SH Mo-Fr`` and ``PH Mo-Fr`` (weekdays of the holidays) for every weekday of the year;
- a range past midnight is cut at midnight when another rule speaks of the next day;
- a comment without times (« "sur rendez-vous" ») is open day and night, where OSM says unknown;
- days without times (« Mo-Fr ») are open day and night, which nobody who writes them means;
- what follows « || » counts on days that no other rule names, and hides every later change.

Holidays become explicit dates; a text with night ranges becomes two, its evenings and its mornings;
hours on appointment, or without times, become uncertain; « || » becomes a text of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from functools import lru_cache

from opening_hours import OpeningHours

from core.text.french import MIDNIGHT
from core.text.words import fold

from .holidays import public_holidays, runs_of_days, school_holidays
from .rules import MONTH_CODES, TIME_RANGE, Rule, masked, outside_comments

COUNTRY = "FR"
_RANGES = re.compile(rf"{TIME_RANGE.pattern}(?:\s*,\s*{TIME_RANGE.pattern})*")
_STATE = re.compile(r"\b(?:open|off|closed|unknown)\b", re.IGNORECASE)
_OPEN = re.compile(r"\bopen\b", re.IGNORECASE)
_HAS_TIMES = re.compile(r"\d:\d\d|24/7")
# Words of a comment, folded: to book before coming, and what says that there is no need to.
_BOOKING = r"(?:r ?d ?v|rv|rendez ?vous|appointments?|reserv\w*|inscri\w*|bookings?)\b"
_NO_NEED = re.compile(
    rf"\b(?:sans|ni|pas|aucune?|no|without)"
    rf"(?: (?:de|d|besoin|prise|prendre|avoir|obligation|necessite|une?|an?))* {_BOOKING}"
    rf"|\b{_BOOKING}(?: (?:n|est|is))* (?:(?:non|pas|not) "
    r"(?:obligatoire|necessaire|indispensable|requise?|required|needed)|facultati\w+|optional)"
)
_TO_BOOK = re.compile(rf"\b{_BOOKING}")
_CLOSED = re.compile(r"\b(?:off|closed)\b", re.IGNORECASE)
_RULED_OUT = "\u2298"  # begins the comment of what is closed before « || »
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
    """Say « unknown » of what has no times, or is on appointment, unless its state is written."""
    return [replace(rule, tail=_certain_tail(rule.tail)) for rule in rules]


def _certain_tail(tail: str) -> str:
    stated, quote, comment = tail.partition('"')
    comment = f"{quote}{comment}"
    if not _HAS_TIMES.search(stated):
        stated = _OPEN.sub("", stated)
        uncertain = True
    else:
        uncertain = is_on_appointment(comment)
    if not uncertain or _STATE.search(stated):
        return tail
    return " ".join(filter(None, [stated.strip(), "unknown", comment]))


def is_on_appointment(comment: str) -> bool:
    """Tell whether *comment*, in French or in English, asks to book before coming.

    « Sans rendez-vous » does not, nor does « réservation facultative ».
    """
    return _TO_BOOK.search(_NO_NEED.sub(" ", fold(comment))) is not None


def without_fallback(rules: list[Rule]) -> tuple[list[Rule], list[Rule]]:
    """Cut *rules* at their first « || »: what counts first, and what counts where it is silent.

    Where the first part says « off », it is not silent: it says so by an uncertainty of its own
    (see ``ruled_out``), that the library does not take for the closing of days it does not name.
    """
    cut = next((n for n, rule in enumerate(rules) if rule.separator == "||"), len(rules))
    if cut == len(rules):
        return rules, []
    first = [replace(rule, tail=_marked_closed(rule.tail)) for rule in rules[:cut]]
    return first, [replace(rules[cut], separator=""), *rules[cut + 1 :]]


def ruled_out(comment: str) -> str | None:
    """Return the comment of what a rule before « || » closes; None for anything else."""
    return comment.removeprefix(_RULED_OUT) if comment.startswith(_RULED_OUT) else None


def _marked_closed(tail: str) -> str:
    stated, _, comment = tail.rstrip('"').partition('"')
    if not _CLOSED.search(stated):
        return tail
    return f'{_CLOSED.sub("", stated)} unknown "{_RULED_OUT}{comment}"'.strip()


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

"""Say in French, rule by rule, what a weekly table cannot hold: months, weeks, comments, nights."""

import re
from datetime import date

from core.text.elision import of
from core.text.french import (
    DAY_NAMES,
    MIDNIGHT,
    MONTH_NAMES,
    NBSP,
    capitalised,
    clock_span,
    date_span,
    enumerate_french,
    weekdays,
)

from .rules import DAY_CODES, MONTH_CODES, TIME_RANGE, Rule, day_numbers, split_rules

RANKS = {"1": "premier", "2": "deuxième", "3": "troisième", "4": "quatrième", "5": "cinquième"}
RANKS |= {"-1": "dernier", "-2": "avant-dernier"}
MONTHS = "|".join(MONTH_CODES)
LEAP_YEAR = 2024  # stands for the year of a date that has none

_TAIL = re.compile(
    rf"(?P<times>{TIME_RANGE.pattern}(?:,{TIME_RANGE.pattern})*|24/7)?\s*"
    r"(?P<state>off|closed|open|unknown)?\s*"
    r"(?:\"(?P<comment>[^\"]*)\")?",
    re.IGNORECASE,
)
_WEEKS = re.compile(r"week\s?(\d{1,2})-(\d{1,2})/2")
_MONTH_PART = re.compile(rf"({MONTHS})(?:-({MONTHS}))?", re.IGNORECASE)
_DATE_PART = re.compile(
    rf"(?:(\d{{4}})\s?)?({MONTHS})\s(\d{{1,2}})"
    rf"(?:\s?-\s?(?:(?:(\d{{4}})\s)?({MONTHS})\s)?(\d{{1,2}}))?",
    re.IGNORECASE,
)
_NTH = re.compile(r"([A-Z][a-z])\[([-\d,]+)\]")


def describe_rules(text: str) -> str:
    """Return French sentences for a valid *text*, or an empty text when a rule has no words.

    Exceptions must follow what they are exceptions to, as people read them.
    """
    sentences: list[str] = []
    said: set[str] = set()  # days of the usual week that have been spoken of
    particular = False
    for rule in split_rules(text):
        special = bool(rule.wide or rule.holidays)
        if particular and not special and rule.separator != ",":
            return ""
        particular = particular or special
        days = set() if special else _named_days(rule.days)
        replaces = rule.separator == ";" and not said.isdisjoint(days)
        said |= days
        clause = _clause(rule, replaces=replaces)
        if not clause:
            return ""
        sentences.append(f"{capitalised(clause)}.")
    return " ".join(sentences)


def _named_days(days: str) -> set[str]:
    """Return the days that a rule names, « We[1] » being another day than « We[2] »."""
    named: set[str] = set()
    for part in _parts(days):
        named.update([part] if "[" in part else map(str, day_numbers(part) or []))
    return named if days else set(map(str, range(7)))


def _clause(rule: Rule, *, replaces: bool) -> str:
    """Say one rule; *replaces* when it takes the place of hours already said."""
    tail = _TAIL.fullmatch(rule.tail)
    when = _when(rule)
    if tail is None or when is None or rule.separator == "||":
        return ""
    what = _what(tail)
    if not when:
        return what
    if not (rule.days and tail["times"]):
        return f"{when}{NBSP}: {what}"
    only = ", seulement" if replaces and not _is_closed(tail) else ""
    return f"{when}{only} {what}"


def _is_closed(tail: re.Match[str]) -> bool:
    return (tail["state"] or "").lower() in ("off", "closed")


def _what(tail: re.Match[str]) -> str:
    comment = (tail["comment"] or "").strip()
    times = _times(tail["times"] or "")
    if _is_closed(tail):
        words = f"fermé {times}".strip()
    elif (tail["state"] or "").lower() == "unknown":
        comment = comment or "à confirmer"
        words = times or ("" if tail["comment"] else "horaires")
    else:
        words = times or ("" if comment else "jour et nuit")
    return f"{words} ({comment})" if words and comment else words or comment


def _times(times: str) -> str:
    if times == "24/7":
        return "tous les jours, jour et nuit"
    spans = []
    for hour, minute, end_hour, end_minute in TIME_RANGE.findall(times):
        start, end = int(hour) * 60 + int(minute), int(end_hour) * 60 + int(end_minute)
        spans.append(clock_span(start, end if end > start else end + MIDNIGHT))
    return enumerate_french(spans)


def _when(rule: Rule) -> str | None:
    """Say the selectors of *rule*; None when one of them has no words."""
    parts = []
    for words in (_wide(rule.wide), _days(rule)):
        if words is None:
            return None
        if words:
            parts.append(words)
    return ", ".join(parts)


def _days(rule: Rule) -> str | None:
    pair = rule.holidays_on_weekdays
    if pair:
        days = _weekday_words(pair[1])
        return days and f"{_holiday_words(pair[0])}, {days}"
    if " " in rule.days:
        return None
    words = []
    plain = ",".join(part for part in _parts(rule.days) if part not in ("PH", "SH"))
    if plain:
        days = _weekday_words(plain)
        if days is None:
            return None
        words.append(days)
    if rule.holidays:
        words.append(_holiday_words(",".join(sorted(rule.holidays))))
    return enumerate_french(words)


def _holiday_words(kinds: str) -> str:
    words = {"PH": "les jours fériés", "SH": "pendant les vacances scolaires"}
    return enumerate_french([words[kind] for kind in kinds.split(",")])


def _parts(days: str) -> list[str]:
    """Cut a list of days at its commas, but those of « We[1,3] »."""
    return re.findall(r"[^,\[]+(?:\[[^\]]*\])?", days)


def _weekday_words(days: str) -> str | None:
    plain: set[int] = set()
    words: list[str] = []
    for part in _parts(days):
        if nth := _NTH.fullmatch(part):
            ranks = [RANKS.get(rank) for rank in nth[2].split(",")]
            if nth[1] not in DAY_CODES or None in ranks:
                return None
            plural = "s" if len(ranks) > 1 else ""
            name = DAY_NAMES[DAY_CODES.index(nth[1])] + plural
            said = enumerate_french([str(rank) for rank in ranks])
            words.append(f"le{plural} {said} {name} du mois")
        elif numbers := day_numbers(part):
            plain.update(numbers)
        else:
            return None
    return enumerate_french([weekdays(sorted(plain)), *words] if plain else words)


def _wide(wide: str) -> str | None:
    if not wide:
        return ""
    if weeks := _WEEKS.fullmatch(wide):
        odd = int(weeks[1]) % 2
        whole_year = int(weeks[1]) <= 2 and int(weeks[2]) >= 52
        return ("semaines impaires" if odd else "semaines paires") if whole_year else None
    parts = [part.strip() for part in wide.split(",")]
    if all(_MONTH_PART.fullmatch(part) for part in parts):
        return enumerate_french([_months(part) for part in parts])
    spans = [_span(part) for part in parts]
    return None if None in spans else enumerate_french([str(span) for span in spans])


def _months(part: str) -> str:
    first, _, last = part.partition("-")
    start = MONTH_NAMES[MONTH_CODES.index(first.title())]
    if not last:
        return f"en {start}"
    end = MONTH_NAMES[MONTH_CODES.index(last.title())]
    return f"{of(start)} à {end}"


def _span(part: str) -> str | None:
    found = _DATE_PART.fullmatch(part)
    if found is None:
        return None
    year, month, day, last_year, last_month, last_day = found.groups()
    try:
        first = _date(year, month, day)
        last = _date(last_year or year, last_month or month, last_day) if last_day else first
    except ValueError:
        return None
    return date_span(first, last, with_year=year is not None)


def _date(year: str | None, month: str, day: str) -> date:
    number = MONTH_CODES.index(month.title()) + 1
    return date(int(year) if year else LEAP_YEAR, number, int(day))

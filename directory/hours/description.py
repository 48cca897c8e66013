"""Say in French, rule by rule, what a weekly table cannot hold: periods, comments, nights."""

import re

from core.text.french import (
    DAY_NAMES,
    MIDNIGHT,
    NBSP,
    capitalised,
    clock_span,
    enumerate_french,
    weekdays,
)

from .periods import say_period
from .rules import DAY_CODES, TIME_RANGE, Rule, day_numbers, split_rules

RANKS = {"1": "premier", "2": "deuxième", "3": "troisième", "4": "quatrième", "5": "cinquième"}
RANKS |= {"-1": "dernier", "-2": "avant-dernier"}

_TAIL = re.compile(
    rf"(?P<times>{TIME_RANGE.pattern}(?:,{TIME_RANGE.pattern})*|24/7)?\s*"
    r"(?P<state>off|closed|open|unknown)?\s*"
    r"(?:\"(?P<comment>[^\"]*)\")?",
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
        if particular and not special and rule.separator == ";":
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
    if tail is None or when is None or (rule.separator == "||" and when):
        return ""
    what = _what(tail)
    if rule.separator == "||":
        when = "le reste du temps"
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
        words = times or ("" if comment else "horaires à confirmer")
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
    for words in (say_period(rule.wide), _days(rule)):
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

"""Mend the hours that people and national files write almost as OSM asks."""

import re
from dataclasses import replace

from core.text.french import MIDNIGHT, clock

from .expansion import joined
from .rules import TIME_RANGE, Rule, masked, outside_comments, split_rules
from .sentence import sentence
from .spoken import read_spoken
from .spoken_words import Kind, UnknownWordError, words_of
from .timetable import MAX_LENGTH, is_readable

# Slips in a text that is OSM all the same, in order; each sees the text left by the one before.
SLIPS: list[tuple[re.Pattern[str], str]] = [
    (re.compile(pattern, re.IGNORECASE), replacement)
    for pattern, replacement in (
        (r"[\u00a0\u2007\u2009\u202f\t]", " "),
        (r"\s*[\u2010-\u2015\u2212]\s*", "-"),
        (r"\bmon\b", "Mo"),
        (r"\btues?\b", "Tu"),
        (r"\bwed\b", "We"),
        (r"\bthu(?:rs?)?\b", "Th"),
        (r"\bfri\b", "Fr"),
        (r"\bsat\b", "Sa"),
        (r"\bsun\b", "Su"),
        (r"\bph\b", "PH"),
        (r"\bsh\b", "SH"),
        (r"(?<![\d:])(\d):(?=\d\d)", r"0\1:"),
        (r"\b00:00-00:00\b", "00:00-24:00"),
        (r"\bMo-Su 00:00-24:00", "24/7"),
        (r" *;[;, ]*", "; "),
        (r" {2,}", " "),
    )
]
_TIMES = re.compile(rf"{TIME_RANGE.pattern}(?:\s*,\s*{TIME_RANGE.pattern})*")
_HOUR = re.compile(r"(?<![\d:])(\d{1,2}):(\d\d)")


def repair_hours(text: str) -> str:
    """Return *text* mended into OSM hours where its meaning is plain, else only stripped.

    Mends what national files hold (``Mo-Sun 00:00-00:00``, a last ``;``) and the ways of writing of
    people (« 9h-12h du lundi au vendredi »). What is mended says in French all the hours that were
    written. Never raises; mending twice changes nothing.
    """
    text = text.strip()
    if not text or len(text) > MAX_LENGTH:
        return text
    if is_readable(text):
        return _adding_up(text)
    mended = _without_slips(text)
    if not is_readable(mended):
        mended = _spoken(text)
    mended = _adding_up(mended)
    return mended if _says_all(text, mended) else text


def _without_slips(text: str) -> str:
    for pattern, replacement in SLIPS:
        text = outside_comments(pattern, replacement, text)
    return text.strip(" ;,.\r\n")


def _spoken(text: str) -> str:
    try:
        return read_spoken(text)
    except UnknownWordError:
        return ""


def _adding_up(text: str) -> str:
    """Join two rules about the very same days: as OSM reads them, the first would say nothing."""
    rules: list[Rule] = []
    for rule in split_rules(text):
        before = rules[-1] if rules else None
        if before and rule.separator == ";" and _adds_to(before, rule):
            rules[-1] = replace(before, tail=f"{before.tail},{rule.tail}")
        else:
            rules.append(rule)
    return joined(rules) if len(rules) < len(split_rules(text)) else text


def _adds_to(before: Rule, rule: Rule) -> bool:
    if before.selectors != rule.selectors:
        return False
    if not (_TIMES.fullmatch(before.tail) and _TIMES.fullmatch(rule.tail)):
        return False
    return _ends(before.tail)[-1] <= _ends(rule.tail)[0]


def _ends(tail: str) -> list[int]:
    """Return the hours of *tail*, as written, in minutes from midnight."""
    return [int(hour) * 60 + int(minute) for hour, minute in _HOUR.findall(tail)]


def _says_all(typed: str, mended: str) -> bool:
    """Tell whether *mended*, said again in French, holds each of the hours that were typed."""
    if not is_readable(mended):
        return False
    said = sentence(mended)
    if mended in said:
        return True  # it has no words of its own, and is shown as it is
    return all(clock(minutes) in said for minutes in _hours_of(typed) - {0, MIDNIGHT})


def _hours_of(typed: str) -> set[int]:
    try:
        return {word.minutes for word in words_of(typed) if word.kind in (Kind.TIME, Kind.NUMBER)}
    except UnknownWordError:
        return set(_ends(masked(typed)))

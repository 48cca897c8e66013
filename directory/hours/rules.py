"""Cut an OSM ``opening_hours`` text into its rules, without judging their meaning.

Grammar: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from core.text.french import MIDNIGHT

DAY_CODES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTH_CODES = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip

# « 9:00-12:30 »: the two times, in four groups.
TIME_RANGE = re.compile(r"(\d{1,2}):(\d\d)\s*-\s*(\d{1,2}):(\d\d)")

_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_DAYS = rf"{_DAY}(?:-{_DAY})?(?:\[[^\]]*\])?(?:\s[+-]\d+\sdays?)?"
_HOLIDAY = r"(?:PH|SH)(?:\s[+-]\d+\sdays?)?"
_ITEM = rf"(?:{_HOLIDAY}|{_DAYS})"
_SELECTOR = re.compile(rf"(?<!\w){_ITEM}(?:[,\s]\s*{_ITEM})*(?!\w)", re.IGNORECASE)
_TAIL = re.compile(
    r"(?<![\d:])\d{1,2}:\d\d|24/7|\(|\b(?:sunrise|sunset|dawn|dusk|open|closed|off|unknown)\b|\"",
    re.IGNORECASE,
)
_COMMENT = re.compile(r'"[^"]*"')
# A comma and a space open a new rule, except before a time or after a rule that has no hours yet.
_LOOSE_TIMES = re.compile(r"\s*,\s+(?=\d{1,2}:)")
_WEEK_AGAIN = re.compile(r"(?<=\d),week\s+(?=\d)", re.IGNORECASE)
_MONTH = f"(?:{'|'.join(MONTH_CODES)})"
_SEPARATOR = re.compile(r"\s*(;|\|\|)\s*|\s*(,)\s+")
_MONTH_DAY = re.compile(
    rf"\b({_MONTH})\s+(\d{{1,2}})(?![\d:])(?:-(\d{{1,2}})(?![\d:]))?", re.IGNORECASE
)
_DATE_SPAN = re.compile(
    rf"(?:(\d{{4}})\s?)?({_MONTH})\s(\d{{1,2}})"
    rf"(?:\s?-\s?(?:(?:(\d{{4}})\s)?({_MONTH})\s)?(\d{{1,2}}))?",
    re.IGNORECASE,
)
LEAP_YEAR = 2024  # stands for the year of a date that has none


@dataclass(frozen=True)
class Rule:
    """One rule of the text.

    ``separator`` is what stands before it: empty for the first, ``;`` (replaces the days it
    matches), ``,`` (adds to them) or ``||`` (where nothing else applies). ``wide`` are its years,
    months, dates and weeks, ``days`` its weekdays and holidays, ``tail`` its times, state and
    comment, all as written.
    """

    separator: str
    wide: str
    days: str
    tail: str

    @property
    def selectors(self) -> str:
        """Everything that says when, but the time of the day."""
        return f"{self.wide} {self.days}".strip()

    @property
    def holidays(self) -> frozenset[str]:
        """``PH`` and ``SH``, where the rule names them."""
        return frozenset(re.findall(r"\b(?:PH|SH)\b", self.days))

    @property
    def holidays_on_weekdays(self) -> tuple[str, str] | None:
        """The two parts of « SH Mo-Fr », that holds on weekdays *of* the holidays, or None."""
        match = re.fullmatch(rf"((?:PH|SH)(?:,(?:PH|SH))*)\s+({_DAYS}(?:,{_DAYS})*)", self.days)
        return (match[1], match[2]) if match else None


def masked(text: str) -> str:
    """Return *text* with its comments blanked, same length, to search its grammar alone."""
    return _COMMENT.sub(lambda found: '"' + "_" * (len(found[0]) - 2) + '"', text)


def outside_comments(
    pattern: re.Pattern[str], replacement: str | Callable[[re.Match[str]], str], text: str
) -> str:
    """Substitute *pattern* everywhere but inside the comments."""
    pieces = re.split(r'("[^"]*")', text)
    pieces[::2] = [pattern.sub(replacement, piece) for piece in pieces[::2]]
    return "".join(pieces)


def tidy(text: str) -> str:
    """Take away the spaces that would turn a list into two rules.

    « Mo, We 09:00 » and « Aug 3-7, Aug 17-21 off » are lists: what comes before the comma has no
    hours of its own, and the library would call it open day and night.
    """
    text = outside_comments(_LOOSE_TIMES, ",", text.strip())
    mask = masked(text)
    tidied, start, rule_start = "", 0, 0
    for found in _SEPARATOR.finditer(mask):
        if found[2] and not _TAIL.search(mask, rule_start, found.start()):
            tidied += f"{text[start : found.start()]},"
            start = found.end()
        else:
            rule_start = found.end()
    return outside_comments(_WEEK_AGAIN, ",", tidied + text[start:])


def split_rules(text: str) -> list[Rule]:
    """Return the rules of a valid *text*, in order."""
    text = tidy(text)
    mask = masked(text)
    rules, start, separator = [], 0, ""
    for found in _SEPARATOR.finditer(mask):
        rules.append(_rule(separator, text[start : found.start()]))
        start, separator = found.end(), found[1] or found[2]
    rules.append(_rule(separator, text[start:]))
    return rules


def _rule(separator: str, body: str) -> Rule:
    mask = masked(body)
    tail = _TAIL.search(mask)
    selectors_end = tail.start() if tail else len(body)
    days = _SELECTOR.search(mask, 0, selectors_end)
    if days is None:
        return Rule(separator, body[:selectors_end].strip(" :"), "", body[selectors_end:].strip())
    return Rule(
        separator,
        body[: days.start()].strip(" :"),
        body[days.start() : days.end()].strip(),
        body[days.end() :].strip(),
    )


def day_numbers(days: str) -> list[int]:
    """Read « We » or « Sa-Mo » (0 for Monday); an empty list for anything else."""
    ends = [end.title() for end in days.split("-")]
    if len(ends) > 2 or any(end not in DAY_CODES for end in ends):
        return []
    first, last = DAY_CODES.index(ends[0]), DAY_CODES.index(ends[-1])
    return [day % 7 for day in range(first, last + (8 if last < first else 1))]


def day_list(days: Sequence[int]) -> str:
    """Write rising days as OSM does: ``Mo-We,Sa``."""
    parts: list[str] = []
    start = 0
    for index, day in enumerate(days):
        if index + 1 < len(days) and days[index + 1] == day + 1:
            continue
        first = days[start]
        joint = "-" if day - first > 1 else ","
        parts.append(DAY_CODES[day] if first == day else DAY_CODES[first] + joint + DAY_CODES[day])
        start = index + 1
    return ",".join(parts)


def written_time(minutes: int) -> str:
    """Write *minutes* from midnight; after the end of the day, as a time of the next one."""
    minutes = minutes if minutes <= MIDNIGHT else minutes - MIDNIGHT
    return f"{minutes // 60:02}:{minutes % 60:02}"


def impossible_date(text: str) -> str:
    """Return the first date that no year holds (« Feb 30 »), or an empty text."""
    for month, *days in _MONTH_DAY.findall(masked(text)):
        last_day = monthrange(LEAP_YEAR, MONTH_CODES.index(month.title()) + 1)[1]
        for day in filter(None, days):
            if not 1 <= int(day) <= last_day:
                return f"{month} {day}"
    return ""


@dataclass(frozen=True)
class DateSpan:
    """« 2026 Dec 24-Jan 02 »: both days included; of a leap year when ``has_year`` is false."""

    first: date
    last: date
    has_year: bool


def date_span_of(text: str) -> DateSpan | None:
    """Read a day or a range of days, with or without a year; None for anything else.

    A range that has one year and goes back from its first day ends the year after.
    """
    found = _DATE_SPAN.fullmatch(text)
    if found is None:
        return None
    year, month, day, last_year, last_month, last_day = found.groups()
    try:
        first = _date(year, month, day)
        last = _date(last_year or year, last_month or month, last_day) if last_day else first
        if year and last < first and not last_year:
            last = last.replace(year=last.year + 1)
    except ValueError:
        return None
    return DateSpan(first, last, year is not None) if last >= first or not year else None


def _date(year: str | None, month: str, day: str) -> date:
    number = MONTH_CODES.index(month.title()) + 1
    return date(int(year) if year else LEAP_YEAR, number, int(day))

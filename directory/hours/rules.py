"""Cut an OSM ``opening_hours`` text into its rules, without judging their meaning.

Grammar: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass

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
# A comma and a space open a new rule, except before a time, or between two days or two months.
_LOOSE_TIMES = re.compile(r"\s*,\s+(?=\d{1,2}:)")
_LOOSE_DAYS = re.compile(rf"(?<!\w)({_DAYS}|{_HOLIDAY}),\s+(?={_DAY}\b|PH\b|SH\b)", re.IGNORECASE)
_MONTH = f"(?:{'|'.join(MONTH_CODES)})"
_LOOSE_MONTHS = re.compile(rf"\b({_MONTH}),\s+(?={_MONTH}\b)", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*(;|\|\|)\s*|\s*(,)\s+")
_MONTH_DAY = re.compile(
    rf"\b({_MONTH})\s+(\d{{1,2}})(?![\d:])(?:-(\d{{1,2}})(?![\d:]))?", re.IGNORECASE
)


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
    """Take away the spaces that would turn a list (« Mo, We 09:00 ») into two rules."""
    text = outside_comments(_LOOSE_TIMES, ",", text.strip())
    text = outside_comments(_LOOSE_MONTHS, r"\1,", text)
    return outside_comments(_LOOSE_DAYS, r"\1,", text)


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


def impossible_date(text: str) -> str:
    """Return the first date that no year holds (« Feb 30 »), or an empty text."""
    for month, *days in _MONTH_DAY.findall(masked(text)):
        last_day = monthrange(2024, MONTH_CODES.index(month.title()) + 1)[1]  # a leap year
        for day in filter(None, days):
            if not 1 <= int(day) <= last_day:
                return f"{month} {day}"
    return ""

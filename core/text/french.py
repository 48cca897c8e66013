"""How hours, days and dates are said in French."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time

_BEFORE_SIGN = re.compile(r" (?=[»:;?!])")
NBSP = "\u00a0"
MIDNIGHT = 24 * 60  # minutes from the one before: a whole day

DAY_NAMES = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTH_NAMES = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def clock(minutes: int) -> str:
    """Say a time of the day: « 9 h », « 17 h 05 », « minuit » for the end of the day.

    *minutes* count from midnight; past 24 h they are a time of the next day (26 h is « 2 h »).
    """
    if minutes == MIDNIGHT:
        return "minuit"
    hour, minute = divmod(minutes % MIDNIGHT, 60)
    return f"{hour}{NBSP}h" + (f"{NBSP}{minute:02}" if minute else "")


def minute_of_day(at: datetime | time) -> int:
    """Return how many minutes of its day are over at the wall time *at*."""
    return at.hour * 60 + at.minute


def time_of_day(at: datetime | time) -> str:
    """Say the wall time *at*: « 9 h », « 17 h 05 »."""
    return clock(minute_of_day(at))


def clock_range(start: int, end: int) -> str:
    """Say a range for a table: « 9 h – 12 h 30 », « 24 h sur 24 »; minutes from midnight."""
    if end - start >= MIDNIGHT:
        return f"24{NBSP}h sur 24"
    return f"{clock(start)} – {clock(end)}"


def clock_span(start: int, end: int) -> str:
    """Say a range inside a sentence: « de 9 h à 12 h 30 », « jour et nuit »."""
    if end - start >= MIDNIGHT:
        return "jour et nuit"
    return f"de {clock(start)} à {clock(end)}"


def enumerate_french(parts: Sequence[str]) -> str:
    """Join with commas and a last « et »."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} et {parts[-1]}"


def ordinal(day: date) -> str:
    """Say the number of a day in its month: « 1er », « 4 »."""
    return "1er" if day.day == 1 else str(day.day)


def day_of_month(day: date, *, with_year: bool = False) -> str:
    """Say a date without its article: « 1er mai », « 4 janvier 2027 »."""
    text = f"{ordinal(day)}{NBSP}{MONTH_NAMES[day.month - 1]}"
    return f"{text} {day.year}" if with_year else text


def weekday_date(day: date, *, with_year: bool = False) -> str:
    """Say a day with its name: « mardi 1er décembre »."""
    return f"{DAY_NAMES[day.weekday()]} {day_of_month(day, with_year=with_year)}"


def date_span(first: date, last: date, *, with_year: bool = True) -> str:
    """Say a stretch of days: « le 24 décembre 2026 », « du 24 au 31 décembre 2026 »."""
    if first == last:
        return f"le {day_of_month(first, with_year=with_year)}"
    end = day_of_month(last, with_year=with_year)
    if (first.year, first.month) == (last.year, last.month):
        return f"du {ordinal(first)} au {end}"
    return f"du {day_of_month(first, with_year=with_year and first.year != last.year)} au {end}"


def weekdays(days: Sequence[int]) -> str:
    """Say rising days of the week, 0 for Monday: « du lundi au mercredi et le samedi »."""
    if len(days) == 7:
        return "tous les jours"
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts: list[str] = []
    for run in runs:
        if len(run) > 2:
            parts.append(f"du {DAY_NAMES[run[0]]} au {DAY_NAMES[run[-1]]}")
        else:
            parts.extend(f"le {DAY_NAMES[day]}" for day in run)
    return enumerate_french(parts)


def typeset(text: str) -> str:
    """Keep French double signs and quotes on the line of the word they belong to."""
    return _BEFORE_SIGN.sub(NBSP, text).replace("« ", f"«{NBSP}")


def capitalised(text: str) -> str:
    """Return *text* with a capital first letter and the rest untouched."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """Return *text* with a small first letter, as it stands inside a sentence."""
    return text[:1].lower() + text[1:]

"""A rule (RFC 5545) as the few choices that people make, and back."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import IntegerChoices, TextChoices

from .series import HORIZON, read_rule

DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
END_OF_DAY = "T235959"
UNTIL = re.compile(rf"(\d{{8}})({END_OF_DAY})?")  # a day alone holds to its end
UNTIL_MOMENT = re.compile(r"UNTIL=(\d{8}T\d{6})", re.IGNORECASE)
ORDINAL_DAY = re.compile(r"(-1|[1-4])([A-Z]{2})")


class Pattern(TextChoices):
    """How often an event comes again."""

    ONCE = "une-fois", "Une seule fois"
    DAILY = "jour", "Chaque jour"
    WEEKLY = "semaine", "Chaque semaine"
    FORTNIGHTLY = "quinzaine", "Une semaine sur deux"
    MONTHLY_WEEKDAY = "mois-jour", "Chaque mois, le même jour de la semaine"
    MONTHLY_DATE = "mois-date", "Chaque mois, à la même date"


class Ordinal(IntegerChoices):
    """Which of the Saturdays of a month."""

    FIRST = 1, "premier"
    SECOND = 2, "deuxième"
    THIRD = 3, "troisième"
    FOURTH = 4, "quatrième"
    LAST = -1, "dernier"


@dataclass(frozen=True)
class Repetition:
    """What a person chooses.

    ``weekdays`` (0 for Monday, rising) tells of weeks: none is the weekday of the first date;
    ``ordinal`` and ``weekday`` of ``MONTHLY_WEEKDAY``. The end is ``until`` (a day, included) or
    ``count`` (a number of times), or neither.
    """

    pattern: Pattern = Pattern.ONCE
    weekdays: tuple[int, ...] = ()
    ordinal: int = 0
    weekday: int = 0
    until: date | None = None
    count: int | None = None


BASES = {
    Pattern.DAILY: "FREQ=DAILY",
    Pattern.WEEKLY: "FREQ=WEEKLY",
    Pattern.FORTNIGHTLY: "FREQ=WEEKLY;INTERVAL=2",
    Pattern.MONTHLY_WEEKDAY: "FREQ=MONTHLY",
    Pattern.MONTHLY_DATE: "FREQ=MONTHLY",
}
BY_WEEK = (Pattern.WEEKLY, Pattern.FORTNIGHTLY)


def rule_of(repetition: Repetition) -> str:
    """Return the text of the rule, empty for a single date."""
    if repetition.pattern == Pattern.ONCE:
        return ""
    parts = [BASES[repetition.pattern]]
    if repetition.pattern in BY_WEEK and repetition.weekdays:
        parts.append("BYDAY=" + ",".join(DAY_CODES[day] for day in repetition.weekdays))
    if repetition.pattern == Pattern.MONTHLY_WEEKDAY:
        parts.append(f"BYDAY={repetition.ordinal}{DAY_CODES[repetition.weekday]}")
    if repetition.until:
        parts.append(f"UNTIL={repetition.until:%Y%m%d}{END_OF_DAY}")
    elif repetition.count:
        parts.append(f"COUNT={repetition.count}")
    return ";".join(parts)


def repetition_of(rule: str) -> Repetition | None:
    """Return the choices that say *rule*, or None for a rule that they cannot say."""
    if not rule:
        return Repetition()
    parts = dict(part.partition("=")[::2] for part in rule.upper().split(";"))
    found = _pattern_of(parts)
    end = _end_of(parts)
    if found is None or end is None or parts:
        return None
    until, count = end
    pattern, weekdays, ordinal, weekday = found
    return Repetition(pattern, weekdays, ordinal, weekday, until, count)


def _pattern_of(parts: dict[str, str]) -> tuple[Pattern, tuple[int, ...], int, int] | None:
    """Take out of *parts* what says how often; None where no choice says it."""
    frequency, interval = parts.pop("FREQ", ""), parts.pop("INTERVAL", "1")
    if parts.get("WKST") == "MO":  # what holds where it is not said
        del parts["WKST"]
    days = parts.pop("BYDAY", "")
    if frequency == "WEEKLY" and interval in ("1", "2"):
        codes = days.split(",") if days else []
        if not set(codes) <= set(DAY_CODES):
            return None
        weekdays = tuple(sorted({DAY_CODES.index(code) for code in codes}))
        return (Pattern.WEEKLY if interval == "1" else Pattern.FORTNIGHTLY), weekdays, 0, 0
    if interval != "1":
        return None
    if frequency == "MONTHLY" and days:
        match = ORDINAL_DAY.fullmatch(days)
        if not match or match[2] not in DAY_CODES:
            return None
        return Pattern.MONTHLY_WEEKDAY, (), int(match[1]), DAY_CODES.index(match[2])
    plain = {"DAILY": Pattern.DAILY, "MONTHLY": Pattern.MONTHLY_DATE}.get(frequency)
    return None if plain is None or days else (plain, (), 0, 0)


def _end_of(parts: dict[str, str]) -> tuple[date | None, int | None] | None:
    """Take out of *parts* when the rule ends; None where no choice says it."""
    until, count = parts.pop("UNTIL", ""), parts.pop("COUNT", "")
    if until and count:
        return None
    if until:
        match = UNTIL.fullmatch(until)
        try:
            return (datetime.strptime(match[1], "%Y%m%d").date(), None) if match else None
        except ValueError:
            return None
    if count:
        return (None, int(count)) if re.fullmatch(r"[1-9]\d{0,3}", count) else None
    return None, None


def with_whole_last_day(rule: str, start: time) -> str:
    """Return *rule* ended by a whole day, which gives the same dates where they begin at *start*.

    Other calendars end a rule at the very moment of its last date, or at a midnight.
    """
    match = UNTIL_MOMENT.search(rule)
    try:
        until = datetime.strptime(match[1].upper(), "%Y%m%dT%H%M%S") if match else None
    except ValueError:
        until = None
    if match is None or until is None:
        return rule
    last = until.date() if start <= until.time() else until.date() - timedelta(days=1)
    return f"{rule[: match.start(1)]}{last:%Y%m%d}{END_OF_DAY}{rule[match.end(1) :]}"


def first_of_rule(rule: str, first: datetime) -> datetime | None:
    """Return the first date that *rule* gives from *first*, or None where it gives none in time.

    Raises:
        BadRule: the rule cannot be read.
    """
    if not rule:
        return first
    return next(read_rule(rule, first, first.date() + HORIZON), None)

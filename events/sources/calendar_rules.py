"""The rule of a calendar, in the local time by which ours are told."""

from datetime import date, datetime, tzinfo
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Component

from core.text.french import uncapitalised
from events.recurrence import HORIZON, MOST_DATES, BadRule, read_rule, zone
from events.recurrence.choices import DAY_CODES, with_whole_last_day

from .item import Unreadable, wall

ELSEWHERE = (
    "sa répétition suit les horloges d’un autre fuseau horaire\u00a0: ses jours ou ses heures "
    "changeraient ici en cours d’année"
)


def rule_of(event: Component, start: datetime, where: tzinfo | None) -> str:
    """Return the rule of *event*, which begins at *start* (naive) by the clocks of *where*.

    « Tuesday at 23:30 » in UTC is Wednesday at 0:30 here, in winter alone: such a rule is written
    again in our days where that gives the same dates.

    Raises:
        Unreadable: several rules, or no rule of ours gives its dates.
    """
    rule = event.get("RRULE")
    if "EXRULE" in event:
        raise Unreadable("il a une règle d’exceptions (EXRULE)")
    if rule is None:
        return ""
    if isinstance(rule, list):
        raise Unreadable("il a plusieurs règles de répétition")
    here = start if where is None else wall(start.replace(tzinfo=where))
    text = with_whole_last_day(_written(rule, zone()), here.time())
    if where is None or getattr(where, "key", "") == zone().key:
        return text
    told = _told(_written(rule, where), start, where)
    for shifted in (text, _next_day(text, 1), _next_day(text, -1)):
        if _dates(shifted, here) == told:
            return shifted
    raise Unreadable(ELSEWHERE)


def _written(rule: Any, where: tzinfo) -> str:
    """Return the text of *rule*, its end by the clocks of *where*."""
    parts: list[str] = []
    for name, values in rule.items():
        listed = values if isinstance(values, list) else [values]
        said = [_end(value, where) if name == "UNTIL" else str(value) for value in listed]
        parts.append(f"{name}={','.join(said)}")
    return ";".join(parts)


def _end(until: date | datetime, where: tzinfo) -> str:
    if not isinstance(until, datetime):
        return until.strftime("%Y%m%dT235959")
    if until.tzinfo:
        until = until.astimezone(ZoneInfo("UTC")).astimezone(where)
    return until.strftime("%Y%m%dT%H%M%S")


def _dates(rule: str, start: datetime) -> list[datetime]:
    """Return the first dates that *rule* gives. Unreadable for one that we do not read."""
    try:
        return list(islice(read_rule(rule, start, start.date() + HORIZON), MOST_DATES))
    except BadRule as error:
        raise Unreadable(uncapitalised(str(error).rstrip("."))) from None


def _told(rule: str, start: datetime, where: tzinfo) -> list[datetime]:
    """Return the same as our clocks say them."""
    return [wall(each.replace(tzinfo=where)) for each in _dates(rule, start)]


def _next_day(rule: str, days: int) -> str:
    """Return *rule* with its days of the week *days* later; the same where it names none."""
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    for name in ("BYDAY", "WKST"):
        codes = parts.get(name, "").upper().split(",")
        if set(codes) <= set(DAY_CODES):
            moved = [DAY_CODES[(DAY_CODES.index(code) + days) % 7] for code in codes]
            parts[name] = ",".join(moved)
    return ";".join("=".join(part) for part in parts.items())

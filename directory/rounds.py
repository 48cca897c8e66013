"""The round of a place that moves: when it stops where, read from what its managers typed.

A stop is kept as people say it (each Tuesday, the first Thursday of the month, a date); what it
means day by day is asked of its OSM text, as of any hours: holidays and nights are read in one way.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django.db import models

from core.text.elision import at
from core.text.french import (
    DAY_NAMES,
    NBSP,
    capitalised,
    clock_range,
    minute_of_day,
    weekday_date,
)
from directory.hours import DayPart, open_on

CODES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
CALL_TO_KNOW = "Appelez pour savoir où il passe."
SAID = 2  # stops of one commune, on a card
AHEAD = 62  # days in which the next passages are looked for: a monthly stop comes twice


class Rhythm(models.TextChoices):
    """How often a place stops somewhere."""

    WEEKLY = "semaine", "Chaque semaine"
    EVEN = "paires", "Les semaines paires"
    ODD = "impaires", "Les semaines impaires"
    FIRST = "1", "Le premier du mois"
    SECOND = "2", "Le deuxième du mois"
    THIRD = "3", "Le troisième du mois"
    FOURTH = "4", "Le quatrième du mois"
    LAST = "-1", "Le dernier du mois"
    DATE = "date", "Une seule fois, à une date"


RANKS = {"1": "premier", "2": "deuxième", "3": "troisième", "4": "quatrième", "-1": "dernier"}
# By ISO 8601, a year may have 53 weeks: two odd ones then follow each other.
WEEKS = {Rhythm.EVEN: "week 02-53/2 ", Rhythm.ODD: "week 01-53/2 "}


def osm_hours(
    rhythm: str,
    weekday: int | None,
    day: date | None,
    times: tuple[time, time],
    *,
    on_holidays: bool = False,
    off_school: bool = False,
) -> str:
    """Write when a place stops somewhere as OSM ``opening_hours``; empty for half a stop.

    A date is meant as it is typed: neither sort of holidays takes it away.
    """
    spans = "{:%H:%M}-{:%H:%M}".format(*times)
    if rhythm == Rhythm.DATE:
        return f"{day.year} {MONTHS[day.month - 1]} {day.day:02} {spans}" if day else ""
    if weekday is None:
        return ""
    rank = f"[{rhythm}]" if rhythm in RANKS else ""
    text = f"{WEEKS.get(Rhythm(rhythm), '')}{CODES[weekday]}{rank} {spans}"
    return "; ".join([text, *(["SH off"] * off_school), *(["PH off"] * (not on_holidays))])


def day_words(rhythm: str, weekday: int | None, day: date | None) -> str:
    """Say on which days a place stops, inside a sentence: « le premier mardi du mois »."""
    if rhythm == Rhythm.DATE:
        return f"le {weekday_date(day, with_year=True)}" if day else ""
    if weekday is None:
        return ""
    name = DAY_NAMES[weekday]
    if rhythm in RANKS:
        return f"le {RANKS[rhythm]} {name} du mois"
    if rhythm == Rhythm.WEEKLY:
        return f"le {name}"
    return f"le {name} des semaines {'paires' if rhythm == Rhythm.EVEN else 'impaires'}"


def time_words(starts: time, ends: time) -> str:
    """Say from when to when: « 9 h – 12 h », which stays on one line."""
    said = clock_range(minute_of_day(starts), minute_of_day(ends))
    return said.replace(" – ", f"{NBSP}–{NBSP}")


@dataclass(frozen=True)
class Passage:
    """A day on which a place stops somewhere; ``stop`` is what its card says of it."""

    day: date
    stop: Mapping[str, Any]

    @property
    def label(self) -> str:
        """When, in French: « Mardi 1er décembre, 9 h – 12 h »."""
        return f"{capitalised(weekday_date(self.day))}, {self.stop['times']}"

    @property
    def sentence(self) -> str:
        """Where and when, in French: « Passe à Mortain-Bocage mardi 1er décembre, 9 h – 12 h »."""
        return f"Passe {at(self.stop['commune'])} {weekday_date(self.day)}, {self.stop['times']}"


def comes_on(stop: Mapping[str, Any], day: date, part: DayPart | None = None) -> bool:
    """Tell whether the place stops there on *day*, or in a *part* of it.

    Most days are told apart by their names alone: the hours are asked of the others.
    """
    told, named = (
        (stop["date"], day.isoformat()) if stop["date"] else (stop["weekday"], day.weekday())
    )
    return told == named and open_on(stop["hours"], day, part) is True


def passages_in(
    stops: Iterable[Mapping[str, Any]],
    first: date,
    last: date,
    *,
    after: time = time.min,
    part: DayPart | None = None,
) -> list[Passage]:
    """Return when a place stops somewhere from *first* to *last*, day by day, then by hour.

    Args:
        after: on the *first* day, those that are over by then are left out.
        part: of the days, that alone.
    """
    found = [
        Passage(day, stop)
        for stop in stops
        for day in _days(first, last)
        if comes_on(stop, day, part)
        and not (day == first and time.fromisoformat(stop["ends"]) <= after)
    ]
    return sorted(found, key=lambda each: (each.day, each.stop["starts"], each.stop["ends"]))


def next_passages(
    stops: Iterable[Mapping[str, Any]], moment: datetime, number: int
) -> list[Passage]:
    """Return the *number* next passages from *moment* (local, aware), the one under way first."""
    today = moment.date()
    last = today + timedelta(days=AHEAD)
    return passages_in(stops, today, last, after=moment.time())[:number]


def is_over(stop: Mapping[str, Any], today: date) -> bool:
    """Tell whether a stop that was made for one date is past."""
    return bool(stop["date"]) and date.fromisoformat(stop["date"]) < today


def lasting_stops(stops: Iterable[Mapping[str, Any]], today: date) -> list[Mapping[str, Any]]:
    """Return the *stops* that are not over, in their order."""
    return [stop for stop in stops if not is_over(stop, today)]


def say_stops(stops: Sequence[Mapping[str, Any]]) -> str:
    """Say the *stops* of one commune: « Passe à Mortain-Bocage le mardi, 9 h – 12 h »."""
    said = [f"{stop['days']}, {stop['times']}" for stop in stops[:SAID]]
    more = "…" if len(stops) > SAID else ""
    return f"Passe {at(stops[0]['commune'])} {' et '.join(said)}{more}"


def say_day(passages: Sequence[Passage], day: date) -> str:
    """Say where a place stops on *day*: « Mardi : Mortain-Bocage, 9 h – 12 h »."""
    name = capitalised(DAY_NAMES[day.weekday()])
    said = [f"{each.stop['commune']}, {each.stop['times']}" for each in passages]
    return f"{name}{NBSP}: {f'{NBSP}; '.join(said) or 'ne passe nulle part'}"


def by_days(stops: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return a round as a page shows it: each day once, Monday first, dates last, by hour."""

    def rank(stop: Mapping[str, Any]) -> tuple[Any, ...]:
        weekday = 7 if stop["date"] else stop["weekday"]
        return weekday, stop["date"] or "", stop["days"], stop["starts"]

    ordered = sorted(stops, key=rank)
    return [
        {"days": capitalised(days), "stops": list(group)}
        for days, group in groupby(ordered, key=lambda stop: stop["days"])
    ]


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))

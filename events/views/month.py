"""The calendar of a month: a few titles a day, and the way to the others."""

import calendar
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from core.listing.addresses import Pairs, address
from core.text.french import DAY_NAMES, MONTH_NAMES, capitalised, ordinal
from events.models import Occurrence
from events.search.periods import FURTHEST, last_day, month_after, month_name
from events.search.tallies import Days, DayTally

from .cards import EventCard, cards_of


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the calendar; without ``number``, one of another month."""

    number: str = ""
    weekday: str = ""
    month: str = ""
    url: str = ""
    is_today: bool = False
    cards: list[EventCard] = field(default_factory=list)
    more: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the agenda; the addresses of its neighbours are empty where there is none."""

    name: str
    weekdays: list[str]
    weeks: list[list[Cell]]
    previous_url: str
    previous_name: str
    next_url: str
    next_name: str


def month_of(days: Days, month: date, request: HttpRequest, base: str, lasting: Pairs) -> Month:
    """Return the calendar of *month* (its first day), in one query.

    Args:
        days: what is told of those that have dates.
        base: address of the agenda.
        lasting: the parameters that stay from a month to a day, and to another month.
    """
    pks = [pk for told in days.values() for pk in told.first]
    shown = Occurrence.objects.chosen(pks).published()
    cards: dict[date, list[EventCard]] = defaultdict(list)
    for card in cards_of(shown, request):
        cards[card.day].append(card)
    today = timezone.localdate()

    def cell(day: date) -> Cell:
        if day.month != month.month:
            return Cell()
        told = days.get(day, DayTally())
        found = {"du": day.isoformat(), "au": day.isoformat()}
        return Cell(
            number=ordinal(day),
            weekday=capitalised(DAY_NAMES[day.weekday()]),
            month=MONTH_NAMES[day.month - 1],
            url=address(base, lasting, **found) if told.number else "",
            is_today=day == today,
            cards=cards[day],
            more=_others(told),
        )

    before, after = month_after(month, -1), month_after(month)

    def link(other: date) -> str:
        return address(base, lasting, mois=f"{other:%Y-%m}")

    return Month(
        name=capitalised(month_name(month)),
        weekdays=[capitalised(name) for name in DAY_NAMES],
        weeks=[
            [cell(day) for day in week]
            for week in calendar.Calendar().monthdatescalendar(month.year, month.month)
        ],
        previous_url=link(before) if last_day(before) >= today else "",
        previous_name=month_name(before),
        next_url=link(after) if after <= today + FURTHEST else "",
        next_name=month_name(after),
    )


def _others(told: DayTally) -> str:
    """Say how many dates a day has beside the first ones; empty where there is no other."""
    left = told.number - len(told.first)
    return "" if left <= 0 else "et 1 autre" if left == 1 else f"et {left} autres"

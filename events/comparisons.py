"""What two versions of an event say, in words, to be compared (``core.admin.compared``).

A new event is compared to an empty one, of which nothing is said.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING

from core.text.french import time_of_day, weekday_date
from events.recurrence import SEVERAL, sentence

if TYPE_CHECKING:
    from events.models import EventPage


def day(event: EventPage, name: str) -> str:
    on: date | None = getattr(event, name)
    return weekday_date(on, with_year=True) if on else ""


def hour(event: EventPage, name: str) -> str:
    at: time | None = getattr(event, name)
    return time_of_day(at) if at else ""


def yes_or_no(event: EventPage, name: str) -> str:
    return "oui" if getattr(event, name) else "non"


def days(event: EventPage, name: str) -> str:
    return ", ".join(f"{date.fromisoformat(each):%d/%m/%Y}" for each in getattr(event, name))


def repetition(event: EventPage, name: str) -> str:
    """Say the rule alone: what is added to it and taken away has fields of its own."""
    if not event.starts_on:
        return ""
    bare = replace(
        event.series, added=frozenset(), skip_school_holidays=False, skip_public_holidays=False
    )
    said = sentence(bare) or "Une seule fois"
    return f"{said} ({event.rule})" if said == SEVERAL else said


def themes(event: EventPage, name: str) -> str:
    return ", ".join(sorted(theme.name for theme in event.themes.all()))

"""Two versions of an event compared in words, for a moderator reads neither rules nor codes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING, Any

from wagtail.admin.compare import FieldComparison
from wagtail.admin.panels import FieldPanel

from core.text.french import time_of_day, weekday_date
from events.recurrence import SEVERAL, sentence

if TYPE_CHECKING:
    from events.models import EventPage

Say = Callable[["EventPage", str], str]


class ComparedPanel(FieldPanel):
    """A field that ``say`` says in words, given an event and its name, to compare versions."""

    def __init__(self, *args: Any, say: Say, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.say = say

    def clone_kwargs(self) -> dict[str, Any]:
        return super().clone_kwargs() | {"say": self.say}

    def get_comparison_class(self) -> type[FieldComparison]:
        say, name = self.say, self.field_name

        class InWords(FieldComparison):
            def __init__(self, field: Any, before: EventPage, after: EventPage) -> None:
                self.field = field
                self.val_a, self.val_b = say(before, name), say(after, name)

        return InWords


def day(event: EventPage, name: str) -> str:
    return weekday_date(getattr(event, name), with_year=True)


def hour(event: EventPage, name: str) -> str:
    at: time = getattr(event, name)
    return time_of_day(at)


def yes_or_no(event: EventPage, name: str) -> str:
    return "oui" if getattr(event, name) else "non"


def days(event: EventPage, name: str) -> str:
    return ", ".join(f"{date.fromisoformat(each):%d/%m/%Y}" for each in getattr(event, name))


def repetition(event: EventPage, name: str) -> str:
    """Say the rule alone: what is added to it and taken away has fields of its own."""
    bare = replace(
        event.series, added=frozenset(), skip_school_holidays=False, skip_public_holidays=False
    )
    said = sentence(bare) or "Une seule fois"
    return f"{said} ({event.rule})" if said == SEVERAL else said


def themes(event: EventPage, name: str) -> str:
    return ", ".join(sorted(theme.name for theme in event.themes.all()))

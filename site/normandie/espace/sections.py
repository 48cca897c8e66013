"""What the home of a place is made of, in order: each section reads what it shows, and no more."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from directory.models import PlacePage
from normandie.espace.traffic.figures import this_month_and_last


@dataclass(frozen=True)
class Section:
    """A template of « espace/sections/ », and what reads its context for a place and a person.

    ``context`` returns None where there is nothing to say: the section is then left out.
    """

    template: str
    context: Callable[[PlacePage, Any], dict[str, Any] | None]


def _traffic(place: PlacePage, user: Any) -> dict[str, Any]:
    return {"months": this_month_and_last(place, timezone.localdate())}


SECTIONS: tuple[Section, ...] = (Section("espace/sections/traffic.html", _traffic),)


def sections_for(place: PlacePage, user: Any) -> list[tuple[str, dict[str, Any]]]:
    """Return the sections that have something to say, each with its context."""
    found = [(section.template, section.context(place, user)) for section in SECTIONS]
    return [(template, context) for template, context in found if context is not None]

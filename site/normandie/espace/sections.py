"""What the home of a place is made of, in order: each section reads what it shows, and no more."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from directory.models import PlacePage
from normandie.espace.collective_section import collective_section


@dataclass(frozen=True)
class Section:
    """A template of « espace/sections/ », and what reads its context for a place and a person.

    ``context`` returns None where there is nothing to say: the section is then left out.
    """

    template: str
    context: Callable[[PlacePage, Any], dict[str, Any] | None]


SECTIONS: tuple[Section, ...] = (Section("espace/sections/collective.html", collective_section),)


def sections_for(place: PlacePage, user: Any) -> list[tuple[str, dict[str, Any]]]:
    """Return the sections that have something to say, each with its context."""
    found = [(section.template, section.context(place, user)) for section in SECTIONS]
    return [(template, context) for template, context in found if context is not None]

"""Dates of events as pages show them, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.text.formats import long_day
from core.text.french import MIDNIGHT, clock_span, minute_of_day, time_of_day
from events.models import Occurrence
from events.querysets import OccurrenceQuerySet
from events.recurrence import from_moment
from events.states import State


@dataclass(frozen=True, slots=True)
class DateLine:
    """One date; see ``templates/components/event_date.html``."""

    iso: str
    day: str
    time: str
    badge: dict[str, str] | None
    note: str
    moved_from: str
    held: bool
    title: str = ""
    url: str = ""
    where: str = ""
    calendar_url: str = ""


def line_of(occurrence: Occurrence, **link: str) -> DateLine:
    """Return *occurrence* as it is shown; *link* gives title, url, where or calendar_url."""
    start, end = from_moment(occurrence.starts_at), from_moment(occurrence.ends_at)
    first = minute_of_day(start)
    days = (end.date() - start.date()).days
    return DateLine(
        iso=occurrence.starts_at.isoformat(),
        day=long_day(start.date()),
        time=clock_span(first, days * MIDNIGHT + minute_of_day(end)),
        badge=badge_of(occurrence.state),
        note=occurrence.note,
        moved_from=moved_from(occurrence),
        held=occurrence.is_held,
        **link,
    )


def moved_from(occurrence: Occurrence) -> str:
    """Say when a date that was put off was first told for: « le mardi 1er juin 2027 », « à 14 h ».

    Empty for one that was not.
    """
    if occurrence.starts_at == occurrence.original_start:
        return ""
    start, first = from_moment(occurrence.starts_at), from_moment(occurrence.original_start)
    if start.date() == first.date():
        return f"à {time_of_day(first)}"
    return f"le {long_day(first.date())}"


def badge_of(state: State) -> dict[str, str] | None:
    """Return the badge of the state of a date; None for one that takes place as it was said."""
    return {"kind": state.badge, "label": state.label} if state.is_notable else None


# What a line shows of a date, its event and its place, which have some two hundred columns. Wagtail
# looks at the « id » of each page that it makes.
SHOWN = (
    *("starts_at", "ends_at", "original_start", "status", "note", "seats_gone"),
    *("event__id", "event__title", "event__slug"),
    *("place__id", "place__title", "place__slug", "place__commune__name"),
)


def lines_under(directory_url: str, occurrences: OccurrenceQuerySet) -> list[DateLine]:
    """Return *occurrences*, a slice of them, each with the link to its event; one query.

    Args:
        directory_url: address of the directory, with its final slash.
        occurrences: published ones, in their order.
    """
    return [
        line_of(occurrence, **_link(directory_url, occurrence))
        for occurrence in occurrences.whole("event", "place__commune").only(*SHOWN)
    ]


def _link(directory_url: str, occurrence: Occurrence) -> dict[str, Any]:
    event, place = occurrence.event, occurrence.place
    return {
        "title": event.title,
        "url": f"{directory_url}{place.slug}/{event.slug}/",
        "where": f"{place.title}, {place.commune.name}",
    }

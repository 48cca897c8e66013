"""The workshops of a place: what comes, what waits, what is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from core.text.matching import MAX_WORDS
from core.text.words import stems
from directory.models import PlacePage
from events.dates import DateLine, line_of
from events.models import EventPage, Occurrence
from events.querysets import OccurrenceQuerySet
from events.recurrence import sentence
from events.search.event_text import EventText

from .stages import Standing, standing_of

COMING, WAITING, OVER = "a-venir", "en-attente", "termines"
TABS = {COMING: "À venir", WAITING: "En attente", OVER: "Passés"}
# What was not published as it is now: a draft, changes, what the team has or gave back.
NOT_AS_PUBLISHED = Q(live=False) | Q(has_unpublished_changes=True)


@dataclass(frozen=True)
class Row:
    """A workshop in a list; ``next`` is its next date, or None."""

    pk: int
    title: str
    repetition: str
    standing: Standing
    next: DateLine | None
    last: datetime | None
    more: int


def workshops_of(place: PlacePage) -> QuerySet[EventPage]:
    """Return all the workshops of *place*, those that only its managers see too."""
    found: QuerySet[EventPage] = EventPage.objects.child_of(place)
    return found


def with_dates(events: QuerySet[EventPage]) -> QuerySet[EventPage]:
    """Add to *events* their next date (``next_pk``, ``next_start``) and their last one."""
    ahead = Occurrence.objects.upcoming().filter(event=OuterRef("pk"))
    dates = Occurrence.objects.filter(event=OuterRef("pk")).order_by()
    last = dates.values("event").annotate(last=Max("starts_at")).values("last")
    number = ahead.order_by().values("event").annotate(number=Count("pk")).values("number")
    return events.annotate(
        next_pk=Subquery(ahead.values("pk")[:1]),
        next_start=Subquery(ahead.values("starts_at")[:1]),
        last_start=Subquery(last),
        coming=Subquery(number),
    )


def in_tab(place: PlacePage, tab: str) -> QuerySet[EventPage]:
    """Return the workshops of *place* in a *tab*, in the order in which they are looked for."""
    events = with_dates(workshops_of(place))
    if tab == WAITING:
        return events.filter(NOT_AS_PUBLISHED).order_by("-latest_revision_created_at", "-pk")
    live = events.filter(live=True)
    if tab == COMING:
        return live.filter(next_start__isnull=False).order_by("next_start", "pk")
    return live.filter(next_start__isnull=True).order_by(F("last_start").desc(nulls_last=True))


def numbers(place: PlacePage) -> dict[str, int]:
    """Return how many workshops each tab holds, in one query."""
    counted = with_dates(workshops_of(place)).aggregate(
        coming_rows=Count("pk", filter=Q(live=True, next_start__isnull=False)),
        waiting_rows=Count("pk", filter=NOT_AS_PUBLISHED),
        over_rows=Count("pk", filter=Q(live=True, next_start__isnull=True)),
    )
    names = {COMING: "coming_rows", WAITING: "waiting_rows", OVER: "over_rows"}
    return {tab: counted[name] for tab, name in names.items()}


def rows_of(events: Any) -> list[Row]:
    """Return a page of *events* (``with_dates``) as the list shows them, in three queries."""
    shown = list(events.prefetch_workflow_states())
    dates = Occurrence.objects.in_bulk([event.next_pk for event in shown if event.next_pk])
    return [_row(event, dates.get(event.next_pk)) for event in shown]


def _row(event: Any, date: Occurrence | None) -> Row:
    return Row(
        pk=event.pk,
        title=event.draft_title or event.title,
        repetition=sentence(event.series),
        standing=standing_of(event),
        next=line_of(date) if date else None,
        last=event.last_start,
        more=max((event.coming or 0) - 1, 0),
    )


def coming_dates(place: PlacePage) -> OccurrenceQuerySet:
    """Return the dates to come of the published workshops of *place*, with their workshop."""
    live = workshops_of(place).filter(live=True).values("pk")
    dates = Occurrence.objects.upcoming(timezone.now()).at_place(place.pk)
    found: OccurrenceQuerySet = dates.filter(event__in=live).select_related("event")
    return found


def shared_with(place: PlacePage, text: str = "") -> QuerySet[EventPage]:
    """Return the published workshops that other places share, the newest first.

    Args:
        text: what is looked for in their words, those by which the agenda finds them: their texts,
            themes, place and commune, whatever the accents and endings. Any without a telling word.
    """
    found = EventPage.objects.live().filter(is_shared=True).not_child_of(place)
    if wanted := list(stems(text))[:MAX_WORDS]:
        found = found.filter(pk__in=EventText.holding(wanted))
    shared: QuerySet[EventPage] = found.order_by("-first_published_at", "-pk")
    return shared

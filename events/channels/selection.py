"""What each channel holds: the dates that fit the filters, or the events that have one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Max, Min, Q
from django.utils import timezone

from directory.models import PlacePage
from events.models import EventPage, EventTheme, Occurrence
from events.querysets import OccurrenceQuerySet
from events.search.events import EventSearch

PAST_KEPT = timedelta(days=30)  # what is over leaves the channels after that
MOST_EVENTS = 1_000  # of a calendar
CHUNK = 2000  # dates read at a time
# Events named by ids: more are named by a query, which SQLite wants, and which makes PostgreSQL,
# beyond eight joins, read all dates first.
MOST_NAMED = 500
# What is read with a date: of its event and its place, all but long texts.
RELATED = ("event", "place__commune__departement")
DEFERRED = ("event__body", "place__body", "place__card", "place__hours")


@dataclass(frozen=True)
class Entry:
    """An event with its place and its dates, by rising original start."""

    event: EventPage
    place: PlacePage
    themes: list[str]
    dates: list[Occurrence]

    @property
    def revised_at(self) -> datetime:
        """When the event or one of its dates last changed."""
        return max(revised_at(self.event, date) for date in self.dates)

    @property
    def recent(self) -> list[Occurrence]:
        """The dates to come, or over for a short while."""
        oldest = timezone.now() - PAST_KEPT
        return [date for date in self.dates if date.ends_at > oldest]


def revised_at(event: EventPage, date: Occurrence) -> datetime:
    """Return when what is told of *date* last changed."""
    return max(filter(None, (event.last_published_at, date.updated_at)))


def find(search: EventSearch) -> OccurrenceQuerySet:
    """Return the dates that any visitor may see and that fit the filters, whenever they are.

    A filter that is not understood gives nothing, unlike in the list, which leaves it out and says
    so: a calendar that follows a place must not fill up with the whole region once it has left.
    """
    return Occurrence.objects.none() if search.ignored else search.whenever()


def recent(dates: OccurrenceQuerySet) -> OccurrenceQuerySet:
    """Return those of *dates* that the channels still hold: to come, or over for a short while."""
    return dates.filter(ends_at__gt=timezone.now() - PAST_KEPT)


def of_whole_events(dates: OccurrenceQuerySet) -> OccurrenceQuerySet:
    """Return every date of the events that have one of the recent *dates*.

    What tells events (calendars, open data) tells each of them whole. A filter may fit some dates
    only: « possible à distance » fits the one that has moved online. The others are not left out:
    the rule of a series would have to except them, which calendars show as taken away, and the same
    event would differ from one calendar to the next under one identifier.

    What tells dates (feeds, the frame on other sites) holds those that fit, as the list does.
    """
    events = recent(dates).order_by().values("event")
    return Occurrence.objects.published().filter(event__in=events)


def entries(dates: OccurrenceQuerySet) -> list[Entry]:
    """Return the events that have one of the recent *dates*, whole, by first date.

    No more than ``MOST_EVENTS``, those that come next: a file is written for who asks for it, and
    nobody reads so many in a calendar.
    """
    coming = Min("starts_at", filter=Q(ends_at__gt=timezone.now()))
    events = recent(dates).order_by().values("event").annotate(coming=coming)
    next_first = events.order_by(F("coming").asc(nulls_last=True), "event")[:MOST_EVENTS]
    whole = Occurrence.objects.published().filter(event__in=next_first.values("event"))
    return gather(whole)


def date_alone(event: EventPage, pk: int) -> Entry | None:
    """Return *event* with that one of its published dates; None where it has no such date."""
    return next(iter(gather(Occurrence.objects.published().of_event(event).filter(pk=pk))), None)


def gather(dates: OccurrenceQuerySet) -> list[Entry]:
    """Return the events of *dates* with their places, their themes and these dates: two queries.

    Each event is read once, not with each of its dates: it is most of the work for a long series.
    """
    by_event: dict[int, list[Occurrence]] = {}
    for date in dates.order_by("original_start", "pk").iterator(CHUNK):
        by_event.setdefault(date.event_id, []).append(date)
    latest = [max(date.pk for date in own) for own in by_event.values()]
    heads = _heads(latest if len(latest) <= MOST_NAMED else _latest(dates))
    return [
        Entry(heads[pk][0].event, heads[pk][0].place, heads[pk][1], own)
        for pk, own in by_event.items()
        if pk in heads  # it may have left between the two queries
    ]


def _latest(dates: OccurrenceQuerySet) -> OccurrenceQuerySet:
    """Return the ids of the latest of *dates* of each event, as a query."""
    return dates.order_by().values("event").annotate(latest=Max("pk")).values("latest")


def _heads(latest: list[int] | OccurrenceQuerySet) -> dict[int, tuple[Occurrence, list[str]]]:
    """Return, by event, the date whose id is given with what it shares, and the theme names."""
    rows = Occurrence.objects.filter(pk__in=latest).select_related(*RELATED).defer(*DEFERRED)
    found: dict[int, tuple[Occurrence, list[str]]] = {}
    for row in rows.annotate(theme=F("event__tagged_items__tag__name")).order_by("theme"):
        names = found.setdefault(row.event_id, (row, []))[1]
        if row.theme:
            names.append(row.theme)
    return found


def themes_of(pks: list[int]) -> dict[int, list[str]]:
    """Return the names of the themes of the events *pks*."""
    found: dict[int, list[str]] = {}
    items = EventTheme.objects.filter(content_object__in=pks).select_related("tag")
    for item in items.order_by("tag__name"):
        found.setdefault(item.content_object_id, []).append(item.tag.name)
    return found

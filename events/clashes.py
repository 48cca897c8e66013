"""What else is held at the same place at the same hours. Reads only."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from core.text.french import clock_span, minute_of_day, weekday_date
from events.models import EventPage, Occurrence
from events.recurrence import BadRule, from_moment
from events.services.occurrences import planned_moments

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Clash:
    """A date of another event, *event* by its title, and when it is held."""

    event_pk: int
    event: str
    starts_at: datetime
    ends_at: datetime
    is_draft: bool

    @property
    def when(self) -> str:
        start, end = from_moment(self.starts_at), from_moment(self.ends_at)
        first = minute_of_day(start)
        lasts = int((end - start).total_seconds() // 60)
        return f"{weekday_date(start.date(), with_year=True)}, {clock_span(first, first + lasts)}"


def clashes_of(event: EventPage, drafts: Iterable[EventPage]) -> list[Clash]:
    """Return the first dates of its place that overlap those that *event* would have.

    Args:
        event: saved, as it would be published.
        drafts: other events of the place, not published yet, that count too: what is sent twice is
            mostly one of those.
    """
    now = timezone.now()
    try:
        wanted = sorted(planned_moments(event, now).items())
    except BadRule:
        return []
    others = [*_published(event, wanted), *_drafts(drafts, now)]
    starts = [start for start, _ in wanted]
    found = []
    for other in others:
        before = bisect_left(starts, other.ends_at)  # how many begin before the other one ends
        if before and wanted[before - 1][1] > other.starts_at:
            found.append(other)
    return sorted(found, key=lambda clash: clash.starts_at)[:SHOWN]


def _published(event: EventPage, wanted: list[tuple[datetime, datetime]]) -> Iterable[Clash]:
    if not wanted:
        return
    dates = Occurrence.objects.at_place(event.place.pk).in_directory().upcoming().held()
    rows = dates.exclude(event=event.pk).filter(starts_at__lt=wanted[-1][1])
    for pk, title, start, end in rows.values_list(
        "event_id", "event__title", "starts_at", "ends_at"
    ):
        yield Clash(pk, title, start, end, is_draft=False)


def _drafts(drafts: Iterable[EventPage], now: datetime) -> Iterable[Clash]:
    for draft in drafts:
        version = draft.get_latest_revision_as_object()
        try:
            planned = planned_moments(version, now)
        except BadRule:
            continue
        for start, end in planned.items():
            yield Clash(draft.pk, version.title, start, end, is_draft=True)

"""What a source says of single dates, kept apart from what the place says itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from events.models import EventPage, Occurrence
from events.recurrence import LONGEST, NoSuchTime, end_of, from_moment, to_moment
from events.services.occurrences import put_off, set_status
from events.sources import DateOverride, Item

Status = Occurrence.Status
GONE = "N’est plus dans le calendrier de l’organisateur."  # read by visitors, with « Annulé »
NOTHING = DateOverride()


def follow_source(event: EventPage, item: Item, user: Any) -> tuple[bool, list[str]]:
    """Give the dates of *event* what *item* says of them; return whether some changed.

    What the source said and no longer says is taken back; what the place said stays, but for a
    cancellation of the source. Also returns what could not be said.
    """
    is_series = bool(event.rule)
    told = item.originals if is_series and not item.is_whole and item.originals else item.dates
    says_all = not item.only_states and (item.is_whole or not is_series)
    dates = _dates_to_come(event)
    changed = False
    for wall, date in dates.items():
        override = told.get(wall, NOTHING)
        takes_back = says_all or wall in told
        status = override.status or item.state
        changed = _say_status(date, status, user, takes_back=takes_back) or changed
        changed = _say_times(date, override, user, takes_back=takes_back) or changed
    return changed, _not_said(event, told, dates)


def cancel_dates(event: EventPage, user: Any) -> int:
    """Cancel the dates to come of *event*, which its source no longer holds; return how many."""
    dates = [each for each in _dates_to_come(event).values() if each.status != Status.CANCELLED]
    for date in dates:
        set_status(date, Status.CANCELLED, date.note or GONE, user=user, from_source=True)
    return len(dates)


def _dates_to_come(event: EventPage) -> dict[datetime, Occurrence]:
    """Return the dates that are not over, by original start in naive local time."""
    coming = event.occurrences.filter(ends_at__gt=timezone.now())
    return {from_moment(each.original_start): each for each in coming}


def _say_status(date: Occurrence, status: str, user: Any, *, takes_back: bool) -> bool:
    by_hand = date.status != Status.SCHEDULED and not date.status_from_source
    if status:
        if date.status == status or (by_hand and status != Status.CANCELLED):
            return False
        set_status(date, status, date.note, user=user, from_source=True)
        return True
    if takes_back and date.status_from_source and date.status != Status.SCHEDULED:
        note = "" if date.note == GONE else date.note
        set_status(date, Status.SCHEDULED, note, user=user, from_source=True)
        return True
    return False


def _say_times(date: Occurrence, override: DateOverride, user: Any, *, takes_back: bool) -> bool:
    """Put *date* where the source puts it, or back; return whether it was elsewhere."""
    if override.start is None or override.end is None:
        if not (takes_back and date.times_from_source):
            return False
        start = from_moment(date.original_start)
        override = DateOverride("", start, end_of(start, date.event.end_time))
    times = _moments(override)
    if times is None or times == (date.starts_at, date.ends_at):
        return False
    put_off(date, *times, user=user, from_source=True)
    return True


def _moments(override: DateOverride) -> tuple[datetime, datetime] | None:
    """Return when *override* puts a date; None where it cannot be."""
    if override.start is None or override.end is None:
        return None
    try:
        start, end = to_moment(override.start), to_moment(override.end)
    except NoSuchTime:
        return None
    return (start, end) if start < end <= start + LONGEST else None


def _not_said(
    event: EventPage, told: Mapping[datetime, DateOverride], dates: Mapping[datetime, Occurrence]
) -> list[str]:
    """Return what *told* says of dates to come that could not be followed."""
    now = from_moment(timezone.now())
    said = []
    for wall, override in told.items():
        if override.start is None or override.start < now or not event.live:
            continue
        if wall not in dates:
            said.append(f"une date déplacée n’est pas de sa série\u00a0: {wall:%d/%m/%Y %H:%M}")
        elif _moments(override) is None:
            said.append(f"une date n’a pas pu être déplacée\u00a0: {wall:%d/%m/%Y %H:%M}")
    return said

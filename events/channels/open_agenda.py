"""« evenements.json »: events in the shape of OpenAgenda's API v2, read without a key.

The states of the dates are what that shape does not hold: each timing has its own here. The shape
is written down in « evenements.schema.json », beside this module.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Min
from django.http import QueryDict

from directory.models import PlacePage
from directory.presenters import is_web_address
from events.booking import booking_of, price_of
from events.models import EventPage, Occurrence
from events.querysets import OccurrenceQuerySet
from events.recurrence import zone
from events.states import SCHEDULED_NUMBER, STATES, Status

from . import wording
from .calendar import UrlOf
from .selection import Entry, gather, of_whole_events, recent

CONTENT_TYPE = "application/json"
SCHEMA = Path(__file__).with_name("evenements.schema.json")
SCHEMA_CONTENT_TYPE = "application/schema+json"
SIZE, MAX_SIZE = 100, 300  # events in an answer
PUBLISHED = 2
RESCHEDULED = 2  # takes place, at another time than was told
MOVABLE = {STATES[Status.SCHEDULED].open_agenda, STATES[Status.POSTPONED].open_agenda}
ATTENDANCE = {
    EventPage.Attendance.IN_PLACE: 1,
    EventPage.Attendance.ONLINE: 2,
    EventPage.Attendance.MIXED: 3,
}


@cache
def schema() -> bytes:
    """Return what says the shape of the answers (JSON Schema 2020-12)."""
    return SCHEMA.read_bytes()


class BadCursor(ValueError):
    """« after » is not what an answer gave."""


@dataclass(frozen=True, order=True)
class Cursor:
    """Where an answer stops: the first date of its last event, and that event."""

    moment: datetime
    event: int

    def written(self) -> list[str]:
        return [self.moment.astimezone(UTC).isoformat(), str(self.event)]


def read_size(params: QueryDict) -> int:
    """Return how many events are asked for, within what is allowed."""
    typed = params.get("size", "")
    if not typed.isdecimal() or len(typed) > 9:
        return SIZE
    return min(max(int(typed), 1), MAX_SIZE)


def read_cursor(params: QueryDict) -> Cursor | None:
    """Return where to go on from, None to begin.

    Raises:
        BadCursor: it cannot be read.
    """
    typed = params.getlist("after[]") or params.getlist("after")
    if not typed:
        return None
    try:
        moment, event = typed
        cursor = Cursor(datetime.fromisoformat(moment).astimezone(UTC), int(event))
    except (ValueError, OverflowError) as error:
        raise BadCursor from error
    if not 0 <= cursor.event < 2**31:
        raise BadCursor
    return cursor


def write(dates: OccurrenceQuerySet, size: int, after: Cursor | None, url_of: UrlOf) -> bytes:
    """Return up to *size* events of *dates*, told whole, by first recent date, from *after* on."""
    dates = of_whole_events(dates)
    firsts = recent(dates).order_by().values("event").annotate(first=Min("starts_at"))
    rows = [Cursor(row["first"], row["event"]) for row in firsts.order_by("first", "event")]
    coming = [row for row in rows if after is None or row > after]
    kept = [row.event for row in coming[:size]]
    entries = {entry.event.pk: entry for entry in gather(dates.filter(event__in=kept))}
    told = [entries[pk] for pk in kept if pk in entries]  # one may have left in between
    answer = {
        "total": len(rows),
        "events": [event_of(entry, url_of(entry.event)) for entry in told],
        "after": coming[size - 1].written() if len(coming) > size else None,
    }
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()


def event_of(entry: Entry, url: str) -> dict[str, Any]:
    """Return an event, without what is not known."""
    event, place = entry.event, entry.place
    dates = entry.recent
    states = {status_of(date) for date in dates}
    said = {
        "uid": event.pk,
        "slug": event.slug,
        "extIds": [{"key": "uid", "value": event.uid}],
        "title": french(event.title),
        "description": french(event.summary),
        "conditions": french(price_of(event)),
        "keywords": {"fr": [event.kind_label, *entry.themes]},
        "imageCredits": event.image_credit,
        "registration": registration(event, place),
        "timings": [timing(date) for date in dates],
        "attendanceMode": ATTENDANCE[EventPage.Attendance(event.attendance)],
        "location": location(place),
        "onlineAccessLink": event.online_url,
        "timezone": zone().key,
        "status": states.pop() if len(states) == 1 else SCHEDULED_NUMBER,
        "state": PUBLISHED,
        "createdAt": iso(event.first_published_at),
        "updatedAt": iso(entry.revised_at),
        "canonicalUrl": url,
    }
    return {name: value for name, value in said.items() if value}


def timing(date: Occurrence) -> dict[str, Any]:
    """Return a date, with its own state."""
    said: dict[str, Any] = {
        "begin": iso(date.starts_at),
        "end": iso(date.ends_at),
        "status": status_of(date),
    }
    if date.starts_at != date.original_start:
        said["originalBegin"] = iso(date.original_start)
    if note := wording.state(date) if date.state.open_agenda is None else date.note:
        said["note"] = note
    return said


def status_of(date: Occurrence) -> int:
    """Return the state of *date* as OpenAgenda numbers it."""
    number = date.state.open_agenda or SCHEDULED_NUMBER
    moved = date.starts_at != date.original_start
    return RESCHEDULED if moved and number in MOVABLE else number


def location(place: PlacePage) -> dict[str, Any]:
    """Return the place, without what is not known."""
    said = {
        "uid": place.pk,
        "extIds": [{"key": "public_id", "value": place.public_id}],
        "name": place.title,
        "address": ", ".join(filter(None, [place.address, place.address_extra])),
        "postalCode": place.postcode,
        "city": place.commune.name,
        "insee": place.commune.insee_code,
        "department": place.commune.departement.name,
        "countryCode": "FR",
        "latitude": place.latitude,
        "longitude": place.longitude,
        "phone": place.phone,
        "email": " ".join(place.emails.split()[:1]),
        "website": " ".join(filter(is_web_address, place.websites.splitlines()[:1])),
        "timezone": zone().key,
    }
    return {name: value for name, value in said.items() if value not in (None, "")}


def registration(event: EventPage, place: PlacePage) -> list[dict[str, str]]:
    """Return how to book, as the event tells, else as its place does."""
    booking = booking_of(event, place)
    ways = {"phone": booking["phone"], "email": booking["email"], "link": booking["url"]}
    return [{"type": way, "value": where} for way, where in ways.items() if where]


def french(text: str) -> dict[str, str]:
    """Return *text* by language."""
    return {"fr": text} if text else {}


def iso(moment: datetime | None) -> str:
    """Return *moment* in local time with its offset, as OpenAgenda writes it."""
    return moment.astimezone(zone()).isoformat(timespec="seconds") if moment else ""

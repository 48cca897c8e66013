"""What search engines read of an event: JSON-LD with the words of https://schema.org."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString

from core.pages.structured_data import json_ld
from directory.models import PlacePage
from events.models import EventPage, Occurrence
from events.recurrence import zone
from events.states import SCHEDULED_WORD, STATES, Status

SCHEMA = "https://schema.org/"
MOVABLE = {STATES[Status.SCHEDULED].schema_org, STATES[Status.POSTPONED].schema_org}
Attendance = EventPage.Attendance
MODES = {
    Attendance.IN_PLACE: "OfflineEventAttendanceMode",
    Attendance.ONLINE: "OnlineEventAttendanceMode",
    Attendance.MIXED: "MixedEventAttendanceMode",
}


def structured_data(
    event: EventPage,
    place: PlacePage,
    occurrences: Iterable[Occurrence],
    *,
    url: str,
    place_url: str,
    image_url: str = "",
) -> SafeString:
    """Return the JSON-LD of *occurrences*, one Event each, safe inside a script element.

    Args:
        event: what they are dates of, under *place*.
        url: absolute address of the page of the event.
        place_url: absolute address of the sheet of the place.
        image_url: absolute address of an image, or empty.
    """
    common = {
        "@type": "Event",
        "url": url,
        "name": event.title,
        "description": event.summary,
        "image": image_url,
        "inLanguage": "fr",
        "organizer": {"@type": "Organization", "name": place.title, "url": place_url},
        "maximumAttendeeCapacity": event.capacity,
        "offers": _offers(event, url),
    }
    if event.price is not None:
        common["isAccessibleForFree"] = event.is_free
    lasting = {name: value for name, value in common.items() if value not in ("", None)}
    return json_ld({"@graph": [lasting | _date(event, place, each, url) for each in occurrences]})


def _date(event: EventPage, place: PlacePage, occurrence: Occurrence, url: str) -> dict[str, Any]:
    online = occurrence.status == Status.MOVED_ONLINE
    attendance = Attendance.ONLINE if online else Attendance(event.attendance)
    said: dict[str, Any] = _when(occurrence) | {
        "eventAttendanceMode": SCHEMA + MODES[attendance],
        "location": _locations(event, place, attendance),
    }
    offers = _offers(event, url)
    if offers and occurrence.state == STATES[Status.FULL]:
        said["offers"] = offers | {"availability": f"{SCHEMA}SoldOut"}
    if occurrence.state.schema_org is None:
        said["description"] = f"{occurrence.state.label}. {event.summary}"
    return said


def _when(occurrence: Occurrence) -> dict[str, str]:
    """Say what became of a date: one that is cancelled keeps the start that it was told with."""
    start, original = occurrence.starts_at, occurrence.original_start
    word = occurrence.state.schema_org or SCHEDULED_WORD
    if not occurrence.state.held_elsewhere:
        return _span(word, original, original + (occurrence.ends_at - start))
    if start != original and word in MOVABLE:
        span = _span("EventRescheduled", start, occurrence.ends_at)
        return span | {"previousStartDate": _iso(original)}
    return _span(word, start, occurrence.ends_at)


def _span(status: str, start: datetime, end: datetime) -> dict[str, str]:
    return {"eventStatus": SCHEMA + status, "startDate": _iso(start), "endDate": _iso(end)}


def _locations(event: EventPage, place: PlacePage, attendance: str) -> Any:
    here = {
        "@type": "Place",
        "name": place.title,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": ", ".join(filter(None, [place.address, place.address_extra])),
            "postalCode": place.postcode,
            "addressLocality": place.commune.name,
            "addressCountry": "FR",
        },
    }
    if place.latitude is not None:
        here["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": place.latitude,
            "longitude": place.longitude,
        }
    online = {"@type": "VirtualLocation"} | ({"url": event.online_url} if event.online_url else {})
    if attendance == Attendance.ONLINE:
        return online
    return [here, online] if attendance == Attendance.MIXED else here


def _offers(event: EventPage, url: str) -> dict[str, str] | None:
    if event.price is None:
        return None
    return {"@type": "Offer", "price": str(event.price), "priceCurrency": "EUR", "url": url}


def _iso(moment: datetime) -> str:
    """Write *moment* with the offset of the region."""
    return moment.astimezone(zone()).isoformat()

"""Events of a JSON file in OpenAgenda's shape (v2): ``{"events": [{uid, title, timings…}]}``."""

from datetime import datetime
from functools import partial
from typing import Any

from events.states import NOTABLE_STATES

from .item import (
    PRICE_NOTE_LENGTH,
    UNKNOWN_BOOKING,
    Found,
    FoundEvents,
    Item,
    NotPublic,
    Removed,
    Unreadable,
    check_number,
    short_uid,
    wall,
)
from .markdown import to_html
from .texts import one_line, short_title, text_fields
from .timings import Timing, items_of

MOST_TIMINGS = 800  # OpenAgenda's own limit
# Of a date that is not as planned; 1 and 2 say that it takes place.
STATES = {state.open_agenda: status for status, state in NOTABLE_STATES.items()}
AS_PLANNED = (1, 2)
ATTENDANCES = {1: "sur-place", 2: "en-ligne", 3: "mixte"}
IN_PLACE = 1
PUBLISHED = 2
NOT_PUBLISHED = {
    -1: "il est refusé à la source",
    0: "il attend d’être modéré à la source",
    1: "il n’est pas encore publié à la source",
}
# What the source calls each way of booking, and what ``EventPage.Booking`` does; the first wins.
BOOKINGS = {"link": "lien", "phone": "telephone", "email": "courriel"}
BOOKING_LENGTH = 500
LOCATION_LENGTH = 120


def find(data: object) -> FoundEvents:
    """Return each event of *data*, not read yet.

    Raises:
        Unreadable: *data* has not that shape, or holds too many.
    """
    events = data.get("events") if isinstance(data, dict) else data
    if not isinstance(events, list):
        raise Unreadable("Ce fichier JSON n’a pas de liste d’événements («\u00a0events\u00a0»).")
    check_number(events)
    found = FoundEvents([_found(event) for event in events])
    if isinstance(data, dict) and not _is_whole(data, len(events)):
        found.is_whole = False
        found.warnings.append("Ce fichier n’est qu’une partie de l’agenda, qui en compte d’autres.")
    return found


def _is_whole(data: dict[str, Any], number: int) -> bool:
    """Whether *data* is all that the agenda holds: its answers come by pages."""
    total = data.get("total")
    return not data.get("after") and not (isinstance(total, int) and total > number)


def _found(event: object) -> Found:
    told = event if isinstance(event, dict) else {}
    uid, title = str(told.get("uid") or ""), short_title(_french(told.get("title")))
    return Found(short_uid(uid), title, partial(_items, uid, told))


def _items(uid: str, event: dict[str, Any]) -> list[Item]:
    if not uid:
        raise Unreadable("il n’a pas d’identifiant (uid)")
    if event.get("removed"):
        raise Removed("il est retiré de l’agenda, à la source")
    state = event.get("state", PUBLISHED)
    if state in NOT_PUBLISHED:
        raise NotPublic(NOT_PUBLISHED[state])
    warnings: list[str] = []
    short = _french(event.get("description"))
    fields = text_fields(
        _french(event.get("title")), _french(event.get("longDescription")) or short, short, to_html
    )
    fields["price_note"] = one_line(_french(event.get("conditions")), PRICE_NOTE_LENGTH)
    fields |= _attendance(event, warnings) | _booking(event)
    told = Item(
        uid,
        fields=fields,
        first_fields={} if "booking" in fields else {"booking": UNKNOWN_BOOKING},
        state=_state(event, warnings),
        location=_location(event.get("location")),
        warnings=tuple(warnings),
    )
    return list(items_of(_timings(event.get("timings")), told))


def _state(event: dict[str, Any], warnings: list[str]) -> str:
    number = event.get("status") or AS_PLANNED[0]
    if number not in STATES and number not in AS_PLANNED:
        warnings.append(f"son état n’est pas connu, il est tenu pour prévu\u00a0: {number!s:.20}")
    return str(STATES.get(number, ""))


def _attendance(event: dict[str, Any], warnings: list[str]) -> dict[str, str]:
    mode = event.get("attendanceMode") or IN_PLACE
    if mode not in ATTENDANCES:
        warnings.append("sa façon de participer n’est pas connue\u00a0: sur place a été compté")
        mode = IN_PLACE
    link = str(event.get("onlineAccessLink") or "")
    if link and mode == IN_PLACE:
        warnings.append(
            "il a lieu sur place\u00a0: son lien pour participer à distance n’est pas repris"
        )
        link = ""
    return {"attendance": ATTENDANCES[mode], "online_url": link}


def _booking(event: dict[str, Any]) -> dict[str, str]:
    """Return how to book, where the source says it: a link, else a number, else an address."""
    ways = event.get("registration")
    told: dict[str, str] = {}
    for way in ways if isinstance(ways, list) else []:
        kind, where = _way(way)
        told.setdefault(kind, where)
    for kind, booking in BOOKINGS.items():
        if told.get(kind):
            return {"booking": booking, "booking_contact": told[kind][:BOOKING_LENGTH]}
    return {}


def _way(way: object) -> tuple[str, str]:
    if isinstance(way, dict):
        kind, where = str(way.get("type") or ""), one_line(str(way.get("value") or ""), 2000)
    else:  # the shape that the source wrote before
        kind, where = "", one_line(str(way or ""), 2000)
    if where.lower().startswith(("https://", "http://")):
        return "link", where
    if "@" in where:
        return "email", where.removeprefix("mailto:")
    return (kind if kind == "phone" else "phone" if where[:1] in "+0" and where else ""), where


def _location(location: object) -> str:
    if not isinstance(location, dict):
        return ""
    parts = [str(location.get(name) or "") for name in ("name", "address")]
    return one_line(", ".join(filter(None, parts)), LOCATION_LENGTH)


def _timings(timings: object) -> list[Timing]:
    if not isinstance(timings, list) or not timings:
        raise Unreadable("il n’a aucune date")
    if len(timings) > MOST_TIMINGS:
        raise Unreadable(f"il a plus de {MOST_TIMINGS} dates")
    return [
        (
            wall(datetime.fromisoformat(str(timing["begin"]))),
            wall(datetime.fromisoformat(str(timing["end"]))),
        )
        for timing in timings
    ]


def _french(value: object) -> str:
    """Return the French text of a field that has one text by language, or a single text."""
    if isinstance(value, dict):
        value = value.get("fr") or next(iter(value.values()), "")
    return str(value or "")

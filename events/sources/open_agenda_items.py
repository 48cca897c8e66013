"""Events of a JSON file in OpenAgenda's shape (v2): ``{"events": [{uid, title, timings…}]}``."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, time
from functools import partial
from typing import Any

from events.states import NOTABLE_STATES

from .item import (
    PRICE_NOTE_LENGTH,
    SUMMARY_LENGTH,
    DateOverride,
    Found,
    Item,
    Unreadable,
    check_number,
    clock_fields,
    iso,
    one_line,
    short_title,
    short_uid,
    text_fields,
    wall,
)

MOST_TIMINGS = 800  # OpenAgenda's own limit
# Of a date that is not as planned; 1 and 2 say that it takes place.
STATES = {state.open_agenda: status for status, state in NOTABLE_STATES.items()}
ATTENDANCES = {1: "sur-place", 2: "en-ligne", 3: "mixte"}


def find(data: object) -> list[Found]:
    """Return each event of *data*, not read yet.

    An event with several clock times makes one of ours for each: « 10 h et 14 h » are two series.

    Raises:
        Unreadable: *data* has not that shape, or holds too many.
    """
    events = data.get("events") if isinstance(data, dict) else data
    if not isinstance(events, list):
        raise Unreadable("Ce fichier JSON n’a pas de liste d’événements («\u00a0events\u00a0»).")
    check_number(events)
    return [_found(event) for event in events]


def _found(event: object) -> Found:
    told = event if isinstance(event, dict) else {}
    uid, title = str(told.get("uid") or ""), short_title(_french(told.get("title")))
    return Found(short_uid(uid), title, partial(_items, uid, told))


def _items(uid: str, event: dict[str, Any]) -> Iterator[Item]:
    if not uid:
        raise Unreadable("il n’a pas d’identifiant (uid)")
    text = _french(event.get("longDescription")) or _french(event.get("description"))
    fields = text_fields(_french(event.get("title")), text)
    if short := _french(event.get("description")):
        fields["summary"] = one_line(short, SUMMARY_LENGTH)
    fields["price_note"] = one_line(_french(event.get("conditions")), PRICE_NOTE_LENGTH)
    fields["attendance"] = ATTENDANCES.get(event.get("attendanceMode") or 1, "sur-place")
    fields["online_url"] = str(event.get("onlineAccessLink") or "")
    state = STATES.get(event.get("status") or 1, "")
    for number, starts in enumerate(_by_clock(event.get("timings"))):
        first, end = starts[0]
        yield Item(
            uid if number == 0 else f"{uid}#{number + 1}",
            fields
            | {
                "starts_on": first.date(),
                **clock_fields(first, end),
                "rule": "",
                "added_dates": iso(start.date() for start, _ in starts[1:]),
                "excluded_dates": [],
            },
            {start: DateOverride(state) for start, _ in starts} if state else {},
        )


def _by_clock(timings: object) -> list[list[tuple[datetime, datetime]]]:
    """Gather the timings that have the same clock times, each group in the order of its days."""
    if not isinstance(timings, list) or not timings:
        raise Unreadable("il n’a aucune date")
    if len(timings) > MOST_TIMINGS:
        raise Unreadable(f"il a plus de {MOST_TIMINGS} dates")
    groups: dict[tuple[time, time], list[tuple[datetime, datetime]]] = defaultdict(list)
    for timing in timings:
        start = wall(datetime.fromisoformat(str(timing["begin"])))
        end = wall(datetime.fromisoformat(str(timing["end"])))
        groups[start.time(), end.time()].append((start, end))
    return [sorted(group) for _, group in sorted(groups.items())]


def _french(value: object) -> str:
    """Return the French text of a field that has one text by language, or a single text."""
    if isinstance(value, dict):
        value = value.get("fr") or next(iter(value.values()), "")
    return str(value or "")

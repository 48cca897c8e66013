"""Events of an iCalendar file (RFC 5545)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Component

from events.recurrence.choices import with_whole_last_day

from .item import Item, Told, Unreadable, clock_fields, iso, short_title, text_fields, wall

HOUR = timedelta(hours=1)  # what lasts an event that does not say


def items_of(content: bytes) -> Iterator[tuple[str, Item | Unreadable]]:
    """Yield each event with its UID: a series and its exceptions are one.

    Raises:
        Unreadable: *content* is no calendar.
    """
    try:
        calendar = Calendar.from_ical(content)
        components = list(calendar.walk("VEVENT"))
    except (ValueError, IndexError, KeyError, TypeError, AttributeError):
        raise Unreadable("Ce calendrier ne peut pas être lu.") from None
    masters = [each for each in components if "RECURRENCE-ID" not in each]
    for master in masters:
        uid = str(master.get("UID", "")).strip()
        title = short_title(str(master.get("SUMMARY", "")))
        exceptions = [
            each
            for each in components
            if "RECURRENCE-ID" in each and str(each.get("UID", "")).strip() == uid
        ]
        try:
            yield uid, _item(uid, master, exceptions)
        except Unreadable as reason:
            yield uid, Unreadable(str(reason), title)
        except (ValueError, TypeError, AttributeError, OverflowError):
            yield uid, Unreadable("une de ses dates ne peut pas être lue", title)


def _item(uid: str, master: Component, exceptions: list[Component]) -> Item:
    if not uid:
        raise Unreadable("il n’a pas d’identifiant (UID)")
    if master.errors:
        raise Unreadable("une de ses lignes ne peut pas être lue")
    start, end = _times(master)
    fields = text_fields(str(master.get("SUMMARY", "")), str(master.get("DESCRIPTION", "")))
    fields |= {
        "starts_on": start.date(),
        **clock_fields(start, end),
        "rule": with_whole_last_day(_rule(master), start.time()),
        "added_dates": iso(_days(master, "RDATE")),
        "excluded_dates": iso(_days(master, "EXDATE")),
    }
    dates = dict(_told(each) for each in exceptions)
    if str(master.get("STATUS", "")).upper() == "CANCELLED":
        dates[start] = Told("annule")
    return Item(uid, fields, dates)


def _times(event: Component) -> tuple[datetime, datetime]:
    start = event.decoded("DTSTART") if "DTSTART" in event else None
    if not isinstance(start, datetime):
        raise Unreadable("il n’a pas d’heure de début")
    end = event.decoded("DTEND") if "DTEND" in event else None
    if not isinstance(end, datetime):
        end = start + (event.decoded("DURATION") if "DURATION" in event else HOUR)
    return wall(start), wall(end)


def _rule(event: Component) -> str:
    """Return the rule with its end in local time, as ``Series`` wants it."""
    rule = event.get("RRULE")
    if rule is None:
        return ""
    if isinstance(rule, list):
        raise Unreadable("il a plusieurs règles de répétition")
    parts: list[str] = []
    for name, values in rule.items():
        said = [_local(value) if name == "UNTIL" else str(value) for value in _list(values)]
        parts.append(f"{name}={','.join(said)}")
    return ";".join(parts)


def _local(until: date | datetime) -> str:
    if isinstance(until, datetime):
        return wall(until).strftime("%Y%m%dT%H%M%S")
    return until.strftime("%Y%m%dT235959")


def _list(values: Any) -> list[Any]:
    return values if isinstance(values, list) else [values]


def _days(event: Component, name: str) -> Iterator[date]:
    for group in _list(event.get(name, [])):
        for value in group.dts:
            moment = value.dt[0] if isinstance(value.dt, tuple) else value.dt
            yield wall(moment).date() if isinstance(moment, datetime) else moment


def _told(exception: Component) -> tuple[datetime, Told]:
    original = exception.decoded("RECURRENCE-ID")
    if not isinstance(original, datetime):
        raise Unreadable("une de ses exceptions n’a pas d’heure")
    start, end = _times(exception)
    cancelled = str(exception.get("STATUS", "")).upper() == "CANCELLED"
    return wall(original), Told("annule" if cancelled else "", start, end)

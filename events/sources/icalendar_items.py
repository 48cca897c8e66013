"""Events of an iCalendar file (RFC 5545)."""

import logging
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component

from core.failures import where_failed
from events.recurrence.choices import with_whole_last_day
from events.states import Status

from .item import (
    DateOverride,
    Found,
    Item,
    Unreadable,
    check_number,
    clock_fields,
    iso,
    plain,
    short_title,
    short_uid,
    shortened,
    text_fields,
    wall,
)

HOUR = timedelta(hours=1)  # what lasts an event that does not say
MOST_LINES = 25_000  # as they are written: some 13 000 for a usual calendar of 500 kB
ZONES = (ZoneInfo, timezone)
ZONE_LENGTH = 60  # of its name, as it is said

logger = logging.getLogger(__name__)


def find(content: bytes) -> list[Found]:
    """Return each event of *content*, not read yet: a series and its exceptions are one.

    Raises:
        Unreadable: *content* is no calendar, or has too many lines or events.
    """
    if content.count(b"\n") > MOST_LINES:
        raise Unreadable(f"Le calendrier a plus de {MOST_LINES} lignes.")
    try:
        components = Calendar.from_ical(content).walk("VEVENT")
    except Exception as error:  # noqa: BLE001  (whatever a file of others makes the library do)
        logger.warning("a calendar could not be read: %s", where_failed(error))
        raise Unreadable("Ce calendrier ne peut pas être lu.") from None
    masters = [each for each in components if "RECURRENCE-ID" not in each]
    check_number(masters)
    exceptions: dict[str, list[Component]] = defaultdict(list)
    for each in components:
        if "RECURRENCE-ID" in each:
            exceptions[_uid(each)].append(each)
    # The exceptions of an identifier go to the first that bears it.
    return [_found(master, exceptions.pop(_uid(master), [])) for master in masters]


def _uid(event: Component) -> str:
    return str(event.get("UID", "")).strip()


def _found(master: Component, exceptions: list[Component]) -> Found:
    uid = _uid(master)
    title = short_title(str(master.get("SUMMARY", "")))
    return Found(short_uid(uid), title, lambda: [_item(uid, master, exceptions)])


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
    dates = dict(_override(each) for each in exceptions)
    if str(master.get("STATUS", "")).upper() == "CANCELLED":
        dates[start] = DateOverride(Status.CANCELLED)
    return Item(uid, fields, dates)


def _times(event: Component) -> tuple[datetime, datetime]:
    start = _moment(event, "DTSTART")
    if not isinstance(start, datetime):
        raise Unreadable("il n’a pas d’heure de début")
    end = _moment(event, "DTEND")
    if not isinstance(end, datetime):
        end = start + (event.decoded("DURATION") if "DURATION" in event else HOUR)
    return wall(start), wall(end)


def _moment(event: Component, name: str) -> Any:
    if name not in event:
        return None
    value = event.decoded(name)
    _check_zone(value, event[name])
    return value


def _check_zone(value: Any, written: Any) -> None:
    """Refuse a moment whose zone has a name that neither IANA nor Windows gives.

    Without a definition it would be taken for ours; with one, it is a rule of others to expand at
    each moment that is read: some take hours.
    """
    zone = written.params.get("TZID")
    if not zone or not isinstance(value, datetime) or isinstance(value.tzinfo, ZONES):
        return
    name = shortened(plain(str(zone)), ZONE_LENGTH)
    raise Unreadable(f"son fuseau horaire «\u00a0{name}\u00a0» n’est pas connu")


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
            _check_zone(moment, group)
            yield wall(moment).date() if isinstance(moment, datetime) else moment


def _override(exception: Component) -> tuple[datetime, DateOverride]:
    original = _moment(exception, "RECURRENCE-ID")
    if not isinstance(original, datetime):
        raise Unreadable("une de ses exceptions n’a pas d’heure")
    start, end = _times(exception)
    cancelled = str(exception.get("STATUS", "")).upper() == "CANCELLED"
    return wall(original), DateOverride(Status.CANCELLED if cancelled else "", start, end)

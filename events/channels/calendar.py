"""« agenda.ics »: events for the calendars of phones and computers (RFC 5545)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Event, vRecur, vText
from icalendar.parser import Contentline, Parameters

from core.calendars import new_calendar, without_controls
from core.text.cleaning import clean_line
from events.models import EventPage, Occurrence
from events.recurrence import BadRule, NoSuchTime, end_of, from_moment, to_moment, zone

from . import wording
from .selection import Entry, revised_at

REFRESH = timedelta(hours=1)
BEGIN, END = b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"

UrlOf = Callable[[EventPage], str]


def write(entries: list[Entry], name: str, url_of: UrlOf) -> bytes:
    """Return a calendar that says *entries*; *url_of* gives the address of an event."""
    told = (text for entry in entries for text in components(entry, url_of(entry.event)))
    return _calendar(told, name)


def write_date(entry: Entry, name: str, url_of: UrlOf) -> bytes:
    """Return a calendar that says the first date of *entry* alone, for who comes that day."""
    date = entry.dates[0]
    return _calendar(
        [DateWriter(entry, url_of(entry.event)).write(date, _uid_of(entry.event, date))], name
    )


def _calendar(told: Iterable[bytes], name: str) -> bytes:
    calendar = new_calendar("Agenda")
    calendar.add("x-wr-calname", clean_line(name))  # icalendar lets none fold it
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    head, end, _ = calendar.to_ical().rpartition(b"END:VCALENDAR")
    return without_controls(b"".join([head, *told, end, b"\r\n"]))


def _uid_of(event: EventPage, date: Occurrence) -> str:
    """Return what names *date* apart from its series."""
    return f"{event.uid}-{from_moment(date.original_start):%Y%m%dT%H%M}"


@dataclass(frozen=True)
class DatesByRule:
    """What the rule of an event says of its dates, and what it does not.

    ``ruled`` are those that it gives, ``missing`` the starts that it would give among them and that
    are not held (naive local time), ``beside`` the dates that it does not give.
    """

    ruled: list[Occurrence]
    missing: list[datetime]
    beside: list[Occurrence]


def dates_by_rule(entry: Entry) -> DatesByRule:
    """Compare the rule with the dates of *entry*: the table is what people were told."""
    known = {date.original_start: date for date in entry.dates}
    last = from_moment(entry.dates[-1].original_start).date()
    try:
        starts = {wall: _moment(wall) for wall in entry.event.series.ruled(last)}
    except BadRule:
        starts = {}
    given = [wall for wall, moment in starts.items() if moment in known]
    ruled = [known[moment] for moment in starts.values() if moment in known]
    missing = [
        wall
        for wall, moment in starts.items()
        if moment not in known and given and given[0] < wall < given[-1]
    ]
    own = {date.pk for date in ruled}
    return DatesByRule(ruled, missing, [date for date in entry.dates if date.pk not in own])


def components(entry: Entry, url: str) -> Iterator[bytes]:
    """Yield each VEVENT of *entry*: the series, what differs from it, the dates beside it.

    Dates beside the rule stand alone, under the identifier of the event and their start: Outlook
    ignores RDATE.
    """
    by_rule = dates_by_rule(entry)
    dates = DateWriter(entry, url)
    if len(by_rule.ruled) == 1:
        yield dates.write(by_rule.ruled[0], entry.event.uid)
    elif by_rule.ruled:
        yield _master(entry, by_rule, url).to_ical()
        length = _length(entry.event, by_rule.ruled[0])
        for date in by_rule.ruled:
            if _differs(date, length):
                yield dates.write(date, entry.event.uid, is_exception=True)
    shown = {date.pk for date in entry.recent}
    for date in by_rule.beside:
        if date.pk in shown:
            yield dates.write(date, _uid_of(entry.event, date))


def _master(entry: Entry, by_rule: DatesByRule, url: str) -> Event:
    """Return the series, which ends on its last known date: more are told as they are known.

    With that end instead of the number of times, it may begin on any date of the rule.
    """
    first, last = by_rule.ruled[0], by_rule.ruled[-1]
    event = _event(entry, None, url)
    event.add("uid", entry.event.uid)
    event.add("dtstart", _local(first.original_start))
    event.add("dtend", _local(first.original_start + _length(entry.event, first)))
    rule = vRecur.from_ical(entry.event.rule.upper())
    rule.pop("COUNT", None)
    rule["UNTIL"] = [last.original_start.astimezone(UTC)]  # in UTC: RFC 5545 §3.3.10
    event.add("rrule", rule)
    for wall in by_rule.missing:
        event.add("exdate", wall.replace(tzinfo=zone()))
    _stamp(event, entry.revised_at, min(date.sequence for date in by_rule.ruled))
    event.add("status", "CONFIRMED")
    return event


class DateWriter:
    """Writes single dates of an event, of which there may be hundreds.

    What the dates in one state share is made once; the rest is plain enough to be written here, and
    takes icalendar ten times as long.
    """

    def __init__(self, entry: Entry, url: str) -> None:
        self.entry = entry
        self.url = url
        self.shared: dict[tuple[str, str, bool, str], bytes] = {}

    def write(self, date: Occurrence, uid: str, *, is_exception: bool = False) -> bytes:
        """Return the VEVENT of *date*, which may be one of the series that is not as it says."""
        changed = f"{revised_at(self.entry.event, date).astimezone(UTC):%Y%m%dT%H%M%SZ}"
        lines = [
            Contentline.from_parts("UID", Parameters(), vText(uid)).to_ical().decode(),
            *([_at("RECURRENCE-ID", date.original_start)] if is_exception else []),
            _at("DTSTART", date.starts_at),
            _at("DTEND", date.ends_at),
            f"DTSTAMP:{changed}",
            f"LAST-MODIFIED:{changed}",
            f"SEQUENCE:{max(date.sequence, 1) if is_exception else date.sequence}",
            "",
        ]
        return BEGIN + "\r\n".join(lines).encode() + self._state(date) + END

    def _state(self, date: Occurrence) -> bytes:
        """Return the lines that the state of *date* makes."""
        state = date.state.label, date.note, date.is_held, wording.moved(date)
        if state not in self.shared:
            event = _event(self.entry, date, self.url)
            event.add("status", "CONFIRMED" if date.is_held else "CANCELLED")
            self.shared[state] = event.to_ical().removeprefix(BEGIN).removesuffix(END)
        return self.shared[state]


def _at(name: str, moment: datetime) -> str:
    """Return the line that says when, by the clocks of the region."""
    return f"{name};TZID={zone().key}:{from_moment(moment):%Y%m%dT%H%M%S}"


def _event(entry: Entry, date: Occurrence | None, url: str) -> Event:
    """Return what the event says of itself, as on *date*."""
    event, place = Event(), entry.place
    event.add("summary", wording.title(entry.event, date))
    event.add("description", wording.description(entry.event, place, date))
    event.add("location", wording.location(entry.event, place, date))
    if place.latitude is not None and not wording.is_online(entry.event, date):
        event.add("geo", (place.latitude, place.longitude))
    event.add("categories", [entry.event.kind_label, *entry.themes])
    event.add("url", url)
    return event


def _stamp(event: Event, moment: datetime, sequence: int) -> None:
    """Date *event* by its last change, not by now: what has not changed is the same file."""
    event.add("dtstamp", moment)
    event.add("last-modified", moment)
    event.add("sequence", sequence)


def _differs(date: Occurrence, length: timedelta) -> bool:
    """Whether *date* is not what the series says: all its dates last as long as the first one.

    A night across a clock change does not (RFC 5545 §3.8.5.3).
    """
    planned = date.starts_at == date.original_start and date.ends_at - date.starts_at == length
    return not planned or date.state.is_notable or bool(date.note)


def _length(event: EventPage, date: Occurrence) -> timedelta:
    """Return how long *date* lasts by the rule, in elapsed time."""
    end = to_moment(end_of(from_moment(date.original_start), event.end_time))
    return end.astimezone(UTC) - date.original_start.astimezone(UTC)


def _local(moment: datetime) -> datetime:
    return from_moment(moment).replace(tzinfo=zone())


def _moment(wall: datetime) -> datetime | None:
    try:
        return to_moment(wall).astimezone(UTC)
    except NoSuchTime:
        return None

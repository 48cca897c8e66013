"""One event of a calendar: a series, its exceptions, its dates beside the rule."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Component

from core.markup import line_of
from core.text.french import weekday_date
from events.states import Status

from .calendar_rules import rule_of
from .calendar_zones import Zones
from .item import UNKNOWN_BOOKING, DateOverride, Item, NotPublic, Unreadable, clock_fields, iso
from .texts import one_line, text_fields
from .timings import Timing, items_of

HOUR = timedelta(hours=1)  # what lasts an event that does not say
MOST_SEQUENCES = 2**31 - 1  # that a column holds
LOCATION_LENGTH = 120  # as it is said
# Lines that may be broken without what is told becoming false.
OPTIONAL = {
    "DTEND": "sa fin",
    "DURATION": "sa durée",
    "DESCRIPTION": "sa présentation",
    "LOCATION": "son lieu",
}
NEVER_SHOWN = {"SEQUENCE", "LAST-MODIFIED", "DTSTAMP"}
PRIVATE = ("PRIVATE", "CONFIDENTIAL")


@dataclass
class CalendarEvent:
    """The components of one identifier, and what reading them left to be said.

    Attributes:
        master: the series, or the only date; None where the file holds some dates of it alone.
        exceptions: single dates of the series, told apart.
        zones: those of the calendar.
        cancels: whether the file is a message that cancels.
        is_doubled: whether the file held older versions of it.
    """

    uid: str
    master: Component | None
    exceptions: list[Component]
    zones: Zones
    cancels: bool = False
    is_doubled: bool = False
    warnings: list[str] = field(default_factory=list)

    def items(self) -> list[Item]:
        """Return the event, as one item for each pair of clock times.

        Raises:
            Unreadable: with the reason.
        """
        if not self.uid:
            raise Unreadable("il n’a pas d’identifiant (UID)")
        self._check()
        if self.is_doubled:
            self.warnings.append(
                "le fichier en tient plusieurs versions\u00a0: la dernière est lue"
            )
        if self.cancels:
            return [self._cancellation()]
        if self.master is None:
            return self._dates_alone()
        return list(self._series(self.master))

    def _check(self) -> None:
        """Raise Unreadable for what is not for everyone, or would be told wrong."""
        for each in filter(None, [self.master, *self.exceptions]):
            if any(said in PRIVATE for said in _said(each, "CLASS")):
                raise NotPublic("il n’est pas public (CLASS)")
            broken = {str(name or "").upper() for name, _ in each.errors}
            if broken - set(OPTIONAL) - NEVER_SHOWN:
                raise Unreadable("une de ses lignes ne peut pas être lue")
            self.warnings += [
                f"{OPTIONAL[name]} n’a pas été comprise ({name})"
                for name in sorted(broken & set(OPTIONAL))
            ]
        if any("RANGE" in each["RECURRENCE-ID"].params for each in self.exceptions):
            raise Unreadable("une de ses exceptions vaut pour toutes les dates qui suivent (RANGE)")

    # The series

    def _series(self, master: Component) -> Iterator[Item]:
        start, end = self._times(master)
        rule = rule_of(master, *self._start(master))
        excluded, excluded_days = self._excluded(master)
        beside = [each for each in self._added(master, start, end) if each[0] not in excluded]
        clocks = start.time(), end.time()
        same = {each for each in beside if (each[0].time(), each[1].time()) == clocks}
        others = sorted(set(beside) - same)
        days = excluded_days | {each.date() for each in excluded} - {
            each.date() for each, _ in others
        }
        overrides = {
            self._original(each, start.time()): self._override(each, master)
            for each in self.exceptions
        }
        told = self._told(master, text=True)
        starts_apart = {each for each, _ in others}
        yield replace(
            told,
            fields=told.fields
            | {
                "starts_on": start.date(),
                **clock_fields(start, end),
                "rule": rule,
                "added_dates": iso(each.date() for each, _ in same if each.date() not in days),
                "excluded_dates": iso(days),
            },
            dates={each: said for each, said in overrides.items() if each not in starts_apart},
            warnings=tuple(self.warnings),
        )
        for item in items_of(others, told, {}):
            own = {each for each, _ in others if each.time() == item.fields["start_time"]}
            yield replace(item, dates={each: overrides[each] for each in own & set(overrides)})

    def _start(self, event: Component) -> tuple[datetime, Any]:
        """Return the start of *event* as it is written, and its zone."""
        moment = event.decoded("DTSTART")
        where = self.zones.of(moment, event["DTSTART"])
        return moment.replace(tzinfo=None), where

    def _times(self, event: Component) -> Timing:
        start = self._moment(event, "DTSTART")
        if not isinstance(start, datetime):
            raise Unreadable("il n’a pas d’heure de début")
        end = self._moment(event, "DTEND")
        if isinstance(end, datetime):
            return start, end
        length = event.decoded("DURATION") if "DURATION" in event else None
        if not isinstance(length, timedelta):
            self.warnings.append("il ne dit pas quand il finit\u00a0: une heure a été comptée")
            length = HOUR
        return start, start + length

    def _moment(self, event: Component, name: str) -> Any:
        """Return a moment in naive local time, or a day; None where there is none."""
        if name not in event:
            return None
        if isinstance(event[name], list):
            raise Unreadable(f"il a plusieurs lignes {name}")
        value = event.decoded(name)
        return self.zones.wall(value, event[name]) if isinstance(value, datetime) else value

    def _excluded(self, master: Component) -> tuple[set[datetime], set[date]]:
        moments, days = set(), set()
        for value, group in _dates(master, "EXDATE"):
            if isinstance(value, datetime):
                moments.add(self.zones.wall(value, group))
            else:
                days.add(value)
        return moments, days

    def _added(self, master: Component, start: datetime, end: datetime) -> Iterator[Timing]:
        """Yield the dates beside the rule; a period tells its own end (RFC 5545 §3.8.5.2)."""
        for value, group in _dates(master, "RDATE"):
            if isinstance(value, tuple):
                begun = self.zones.wall(value[0], group)
                length = value[1]
                yield (
                    begun,
                    begun + length
                    if isinstance(length, timedelta)
                    else self.zones.wall(length, group),
                )
            else:
                is_moment = isinstance(value, datetime)
                begun = (
                    self.zones.wall(value, group)
                    if is_moment
                    else datetime.combine(value, start.time())
                )
                yield begun, begun + (end - start)

    # Single dates

    def _original(self, exception: Component, clock: time) -> datetime:
        """Return the date of the series that *exception* tells, in naive local time."""
        original = self._moment(exception, "RECURRENCE-ID")
        if isinstance(original, datetime):
            return original
        return datetime.combine(original, clock)

    def _override(self, exception: Component, master: Component) -> DateOverride:
        if _is_cancelled(exception):
            return DateOverride(Status.CANCELLED)
        start, end = self._times(exception)
        for name, what in (("SUMMARY", "un autre titre"), ("LOCATION", "un autre lieu")):
            own = line_of(text_of(exception, name))
            if own and own != line_of(text_of(master, name)):
                day = weekday_date(start.date(), with_year=True)
                said = one_line(own, LOCATION_LENGTH)
                self.warnings.append(
                    f"sa date du {day} a {what}, non repris\u00a0: «\u00a0{said}\u00a0»"
                )
        return DateOverride("", start, end)

    def _dates_alone(self) -> list[Item]:
        """Return the dates that the file holds of a series that it does not hold."""
        timings, states = [], {}
        for each in self.exceptions:
            if "DTSTART" not in each:
                raise Unreadable("sa série manque dans le fichier, et une de ses dates aussi")
            start, end = self._times(each)
            timings.append((start, end))
            if _is_cancelled(each):
                states[start] = str(Status.CANCELLED)
        self.warnings.append(
            "sa série manque dans le fichier\u00a0: ses dates ont été lues une à une"
        )
        told = self._told(self.exceptions[0], text=True)
        told = replace(told, is_whole=False, warnings=tuple(self.warnings))
        originals = {
            self._original(each, timing[0].time()): self._override(each, each)
            for each, timing in zip(self.exceptions, timings, strict=True)
        }
        return [replace(item, originals=originals) for item in items_of(timings, told, states)]

    def _cancellation(self) -> Item:
        """Return what a message that cancels says: of all dates, or of some (RFC 5546 §3.2.5)."""
        first = self.master or self.exceptions[0]
        dates = {}
        if self.master is None:
            clock = time.min
            dates = {
                self._original(each, clock): DateOverride(Status.CANCELLED)
                for each in self.exceptions
            }
        return replace(
            self._told(first, text=False),
            dates=dates,
            state="" if dates else str(Status.CANCELLED),
            is_whole=False,
            only_states=True,
            warnings=tuple(self.warnings),
        )

    def _told(self, event: Component, *, text: bool) -> Item:
        title, description = text_of(event, "SUMMARY"), text_of(event, "DESCRIPTION")
        return Item(
            self.uid,
            fields=text_fields(title, description) if text else {},
            first_fields={"booking": UNKNOWN_BOOKING},
            state=str(Status.CANCELLED) if _is_cancelled(event) and self.master else "",
            sequence=sequence_of(event),
            location=one_line(text_of(event, "LOCATION"), LOCATION_LENGTH),
        )


def uid_of(event: Component) -> str:
    return text_of(event, "UID").strip()


def text_of(event: Component, name: str) -> str:
    """Return the text of the line *name* of *event*, the first one where it is there twice."""
    value = event.get(name, "")
    return str(value[0] if isinstance(value, list) else value)


def _said(event: Component, name: str) -> set[str]:
    """Return the words of the lines *name* of *event*, in capitals."""
    value = event.get(name, "")
    return {str(each).strip().upper() for each in (value if isinstance(value, list) else [value])}


def version_of(event: Component) -> tuple[int, datetime]:
    """Return what tells which of two versions of *event* is the later one (RFC 5546 §2.1.5)."""
    for name in ("LAST-MODIFIED", "DTSTAMP"):
        try:
            moment = event.decoded(name) if name in event else None
        except (ValueError, TypeError, AttributeError):
            continue
        if isinstance(moment, datetime):
            return sequence_of(event) or 0, moment.replace(tzinfo=moment.tzinfo or UTC)
    return sequence_of(event) or 0, datetime.min.replace(tzinfo=UTC)


def sequence_of(event: Component) -> int | None:
    """Return the number of the version, None where it has none that can be read."""
    value = event.get("SEQUENCE")
    return min(int(value), MOST_SEQUENCES) if isinstance(value, int) and value >= 0 else None


def _is_cancelled(event: Component) -> bool:
    return "CANCELLED" in _said(event, "STATUS")


def _dates(event: Component, name: str) -> Iterator[tuple[Any, Any]]:
    """Yield each date of the lines *name* of *event*, with the line that holds it."""
    lines = event.get(name, [])
    for line in lines if isinstance(lines, list) else [lines]:
        for each in line.dts:
            yield each.dt, line

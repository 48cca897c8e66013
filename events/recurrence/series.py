"""The dates of an event: a first one, a rule (RFC 5545), dates added and dates taken away."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import rrule, rrulestr

from directory.hours import is_school_holiday, public_holiday

HORIZON = timedelta(days=548)  # dates are known 18 months ahead
MOST_DATES = 800  # of one series within the horizon: OpenAgenda's own limit
MOST_STEPS = 20_000  # dates of a rule that are gone through: every day for half a century
CYCLE = timedelta(days=146_097)  # the calendar comes back the same after 400 years
YEARS = range(2000, 2101)  # of a first date: beyond, a slip of the finger
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
PARTS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}


UNREADABLE = "Cette répétition ne peut pas être lue."


class BadRule(ValueError):
    """The rule cannot be read, or has no date; the message says so in French."""


@dataclass(frozen=True)
class Series:
    """When an event takes place, in naive local time.

    ``rule`` is the text of an RRULE, with ``UNTIL`` in local time; empty for a single date. Dates
    added and excluded hold for the time of the first date. RFC 5545: an excluded date still counts
    in ``COUNT``.
    """

    first: datetime
    end_time: time
    rule: str = ""
    added: frozenset[date] = field(default_factory=frozenset)
    excluded: frozenset[date] = field(default_factory=frozenset)
    skip_school_holidays: bool = False
    skip_public_holidays: bool = False

    def starts(self, until: date, since: date | None = None) -> list[datetime]:
        """Return the starts from the day *since* (the first date by default) to *until*.

        Both days are included; starts rise without repeats, at most ``MOST_DATES`` of them.

        Raises:
            BadRule: the rule cannot be read.
        """
        ruled = (start for start in self.ruled(until) if not self.is_skipped(start.date()))
        found = {*ruled, *(start for start in self.added_starts() if start.date() <= until)}
        return sorted(start for start in found if since is None or start.date() >= since)[
            :MOST_DATES
        ]

    def ruled(self, until: date) -> Iterator[datetime]:
        """Yield what the rule gives up to *until*, before anything is taken away."""
        if self.rule:
            yield from read_rule(self.rule, self.first, until)
        elif self.first.date() <= until:
            yield self.first

    def added_starts(self) -> Iterator[datetime]:
        """Yield the starts of the dates added to the rule, in no order."""
        for day in self.added:
            yield datetime.combine(day, self.first.time())

    def is_skipped(self, day: date) -> bool:
        """Whether the rule does not hold on *day*."""
        return (
            day in self.excluded
            or (self.skip_school_holidays and is_school_holiday(day))
            or (self.skip_public_holidays and bool(public_holiday(day)))
        )

    def skipped_starts(self, until: date) -> list[datetime]:
        """Return the starts of the rule that are taken away: the EXDATE of a calendar."""
        added = self.added
        return [
            start
            for start in self.ruled(until)
            if self.is_skipped(start.date()) and start.date() not in added
        ]


def read_rule(text: str, first: datetime, until: date) -> Iterator[datetime]:
    """Return what the rule *text* gives from *first* (naive local time) to the day *until*.

    dateutil seeks a date until the year 9999, for seconds when the rule never falls (30 February).
    So the rule is read as near that end as whole cycles of the calendar allow. ``COUNT`` is counted
    here, because dateutil takes it or an end, not both.

    Raises:
        BadRule: the rule is not one that this site keeps.
    """
    parts = dict(part.partition("=")[::2] for part in text.upper().split(";"))
    # After a colon dateutil would read other properties, such as another first date.
    if ":" in text or set(parts) - PARTS or parts.get("FREQ") not in FREQUENCIES:
        raise BadRule(UNREADABLE)
    if {"COUNT", "UNTIL"} <= set(parts):
        raise BadRule("Une répétition a une date de fin ou un nombre de fois, pas les deux.")
    try:
        if int(parts.get("INTERVAL", 1)) < 1:
            raise BadRule(UNREADABLE)
        most = min(int(parts.pop("COUNT", MOST_STEPS)), MOST_STEPS)
        last = _end(parts.pop("UNTIL", ""))
        last = min(last, datetime.combine(until, time.max))
        ahead = (datetime.max - max(first, last)) // CYCLE * CYCLE
        rule = rrulestr(";".join("=".join(part) for part in parts.items()), dtstart=first + ahead)
        if not isinstance(rule, rrule):
            raise BadRule(UNREADABLE)
        return (start - ahead for start in islice(rule.replace(until=last + ahead), most))
    except (ValueError, TypeError, KeyError) as error:
        raise BadRule(UNREADABLE) from error


def _end(text: str) -> datetime:
    """Return the last moment that an UNTIL allows, in naive local time; a day, to its end."""
    if not text:
        return datetime.max
    if "T" in text:
        return datetime.strptime(text, "%Y%m%dT%H%M%S")
    return datetime.combine(datetime.strptime(text, "%Y%m%d"), time.max)

"""The dates of an event: a first one, a rule (RFC 5545), dates added and dates taken away."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrule, rrulestr

from directory.hours import is_school_holiday, public_holiday

HORIZON = timedelta(days=548)  # dates are known 18 months ahead
MOST_DATES = 800  # of one series within the horizon: OpenAgenda's own limit
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
PARTS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}


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

    def starts(self, until: date) -> list[datetime]:
        """Return the starts up to the day *until* (included), rising, without repeats.

        At most ``MOST_DATES``.

        Raises:
            BadRule: the rule cannot be read.
        """
        ruled = (start for start in self.ruled(until) if not self.is_skipped(start.date()))
        found = {*ruled, *(start for start in self.added_starts() if start.date() <= until)}
        return sorted(found)[:MOST_DATES]

    def ruled(self, until: date) -> Iterator[datetime]:
        """Yield what the rule gives up to *until*, before anything is taken away."""
        if not self.rule:
            if self.first.date() <= until:
                yield self.first
            return
        for number, start in enumerate(read_rule(self.rule, self.first)):
            if start.date() > until or number >= 2 * MOST_DATES:
                return
            yield start

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


def read_rule(text: str, first: datetime) -> rrule:
    """Return the rule *text* that begins at *first* (naive local time).

    Raises:
        BadRule: the rule is not one that this site keeps.
    """
    parts = dict(part.partition("=")[::2] for part in text.upper().split(";"))
    unknown = set(parts) - PARTS
    if unknown or parts.get("FREQ") not in FREQUENCIES:
        raise BadRule("Cette répétition ne peut pas être lue.")
    if {"COUNT", "UNTIL"} <= set(parts):
        raise BadRule("Une répétition a une date de fin ou un nombre de fois, pas les deux.")
    try:
        rule = rrulestr(text.upper(), dtstart=first)
    except (ValueError, TypeError, KeyError) as error:
        raise BadRule("Cette répétition ne peut pas être lue.") from error
    if not isinstance(rule, rrule):
        raise BadRule("Cette répétition ne peut pas être lue.")
    return rule

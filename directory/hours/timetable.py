"""Evaluate an OSM text: when is the place open, closed or uncertain?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined]

from core.text.french import MIDNIGHT, minute_of_day

from .expansion import (
    COUNTRY,
    UnreadableRuleError,
    evenings,
    has_night_ranges,
    joined,
    mornings,
    ruled_out,
    with_dates,
    with_uncertainty,
    without_fallback,
)
from .rules import Rule, impossible_date, masked, split_rules, tidy

MAX_LENGTH = 1000  # characters: longer texts are hostile or a mistake
ANY_YEAR = 2024
YEARS = range(1900, 2200)  # the calendars fail outside, and nobody goes there
_MAY_NEED_DATES = re.compile(r"\bSH\b|\bPH[\s,]")
_SCHOOL = re.compile(r"\bSH\b")
_SUN = re.compile(r"\b(?:sunrise|sunset|dawn|dusk)\b", re.IGNORECASE)
_OPEN_END = re.compile(r":\d\d\s*\+")


@dataclass(frozen=True)
class Stretch:
    """A time during which nothing changes; ``start`` and ``end`` are local and aware."""

    start: datetime
    end: datetime
    state: State
    comment: str


@dataclass(frozen=True)
class Piece:
    """A part of one day, in minutes from its midnight; ``end`` passes 1440 for a night range."""

    start: int
    end: int
    state: State
    comment: str


class Timetable:
    """A text ready to be asked, for moments of the year it was made for (see `timetable_of`).

    The library is asked in local time without a zone: with one, it moves what a clock change skips.
    """

    def __init__(
        self,
        evenings: OpeningHours,
        mornings: OpeningHours | None = None,
        fallback: "Timetable | None" = None,
    ) -> None:
        self._evenings = evenings
        self._mornings = mornings  # what goes on after the midnight of each day, if anything does
        self._fallback = fallback  # what counts where nothing else is said

    def day(self, day: date) -> list[Piece]:
        """Return the parts of *day*; a range past midnight belongs to the day it starts on."""
        pieces = _pieces(self._evenings, day)
        if self._fallback is not None:
            pieces = list(_completed(pieces, self._fallback.day(day)))
        if self._mornings is None:
            return pieces
        for late in _pieces(self._mornings, day):
            if late.state == State.CLOSED:
                continue
            last = pieces[-1]
            if late.start == 0 and (last.state, last.comment) == (late.state, late.comment):
                pieces[-1] = Piece(last.start, MIDNIGHT + late.end, late.state, late.comment)
            else:
                start, end = MIDNIGHT + late.start, MIDNIGHT + late.end
                pieces.append(Piece(start, end, late.state, late.comment))
        return pieces

    def stretches(self, start: datetime, end: datetime) -> Iterator[Stretch]:
        """Yield what follows *start* (aware), without a gap, until *end*."""
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        if self._mornings is None and self._fallback is None:
            yield from self._by_change(start, end)
        else:
            yield from self._by_day(start, end)

    def _by_change(self, start: datetime, end: datetime) -> Iterator[Stretch]:
        """Go from change to change, as far as the next one may be."""
        zone = local_zone()
        begin, last = (moment.astimezone(zone).replace(tzinfo=None) for moment in (start, end))
        for _, finish, state, comment in self._evenings.intervals(begin, last):
            fold = int(state != State.CLOSED)
            after = min(_instant(finish.date(), minute_of_day(finish), fold=fold), end)
            yield from _nonempty(Stretch(start, after, state, comment), zone)
            start = max(start, after)

    def _by_day(self, start: datetime, end: datetime) -> Iterator[Stretch]:
        """Put the days end to end; instants are compared in UTC, where no hour comes twice."""
        zone = local_zone()
        pending = Stretch(start, start, State.CLOSED, "")
        for late in self._uncertain_or_open(start, end):
            if late.end <= pending.end:
                continue
            begin = max(late.start, pending.end)
            same = (late.state, late.comment) == (pending.state, pending.comment)
            if begin == pending.end and same:
                pending = Stretch(pending.start, late.end, late.state, late.comment)
                continue
            yield from _nonempty(pending, zone)
            if begin > pending.end:
                yield from _nonempty(Stretch(pending.end, begin, State.CLOSED, ""), zone)
            pending = Stretch(begin, late.end, late.state, late.comment)
        if pending.state == State.CLOSED:
            pending = Stretch(pending.start, end, State.CLOSED, "")
        yield from _nonempty(pending, zone)
        yield from _nonempty(Stretch(pending.end, end, State.CLOSED, ""), zone)

    def _uncertain_or_open(self, start: datetime, end: datetime) -> Iterator[Stretch]:
        day = start.astimezone(local_zone()).date() - timedelta(days=1)
        last = end.astimezone(local_zone()).date()
        while day <= last:
            for piece in self.day(day):
                begin = _instant(day, piece.start, fold=0)
                if piece.state != State.CLOSED and begin < end:
                    finish = min(_instant(day, piece.end, fold=1), end)
                    yield Stretch(begin, finish, piece.state, piece.comment)
            day += timedelta(days=1)


def local_zone() -> ZoneInfo:
    """Return the time zone of the region, that every opening hour is written in."""
    return ZoneInfo(settings.REGION.timezone)


def timetable_of(text: str, year: int) -> Timetable | None:
    """Return the timetable of *text* for moments of *year*, or None where it cannot be read.

    It knows the holidays from the year before to the year after. A year outside ``YEARS`` cannot
    be read either.
    """
    text = text.strip()
    if not text or len(text) > MAX_LENGTH or year not in YEARS:
        return None
    return _timetable(text, year if _MAY_NEED_DATES.search(text) else 0)


@lru_cache(maxsize=8192)
def _timetable(text: str, year: int) -> Timetable | None:
    if impossible_date(text) or has_open_end(text) or follows_the_sun(text):
        return None
    try:
        _parsed(tidy(text))  # refuses what the grammar does not know
        return _made_of(split_rules(text), year)
    except (ParserError, UnreadableRuleError):
        return None


def _made_of(rules: list[Rule], year: int) -> Timetable:
    rules, others = without_fallback(with_uncertainty(with_dates(rules, year)))
    if others and has_night_ranges(others):
        raise UnreadableRuleError(joined(others))
    fallback = _made_of(others, year) if others else None
    if has_night_ranges(rules):
        late = _parsed(joined(mornings(rules)))
        return Timetable(_parsed(joined(evenings(rules))), late, fallback)
    return Timetable(_parsed(joined(rules)), None, fallback)


def is_readable(text: str) -> bool:
    """Tell whether *text* has a certain meaning, which never depends on the year."""
    return timetable_of(text, ANY_YEAR) is not None


def mentions_school_holidays(text: str) -> bool:
    """Tell whether the hours *text* change with the school holidays."""
    return _SCHOOL.search(masked(text)) is not None


def has_open_end(text: str) -> bool:
    """Tell whether a range has no end (« 14:00+ »): the library would say open until midnight."""
    return _OPEN_END.search(masked(text)) is not None


def follows_the_sun(text: str) -> bool:
    """Tell whether hours are those of the sun (« 09:00-sunset »), which no visitor can read."""
    return _SUN.search(masked(text)) is not None


def _parsed(text: str) -> OpeningHours:
    return OpeningHours(text, country=COUNTRY)


def _pieces(hours: OpeningHours, day: date) -> list[Piece]:
    first = datetime.combine(day, time(0))
    pieces = []
    for start, end, state, comment in hours.intervals(first, first + timedelta(days=1)):
        begin = minute_of_day(start) if start.date() == day else 0
        finish = minute_of_day(end) if end.date() == day else MIDNIGHT
        pieces.append(Piece(begin, finish, state, comment))
    return pieces


def _completed(pieces: list[Piece], others: list[Piece]) -> Iterator[Piece]:
    """Yield *pieces*, with those of *others* where nothing is said (see `without_fallback`)."""
    for piece in pieces:
        if (closed := ruled_out(piece.comment)) is not None:
            yield replace(piece, state=State.CLOSED, comment=closed)
        elif piece.state != State.CLOSED:
            yield piece
        else:
            for other in others:
                start, end = max(piece.start, other.start), min(piece.end, other.end)
                if start < end:
                    yield replace(other, start=start, end=end)


def _instant(day: date, minutes: int, *, fold: int) -> datetime:
    """Return the instant of a local time; one that a clock change skips moves an hour on."""
    wall = datetime.combine(day, time(0)) + timedelta(minutes=minutes)
    first = wall.replace(tzinfo=local_zone()).astimezone(UTC)
    second = wall.replace(tzinfo=local_zone(), fold=1).astimezone(UTC)
    return max(first, second) if fold else first


def _nonempty(stretch: Stretch, zone: ZoneInfo) -> Iterator[Stretch]:
    if stretch.start < stretch.end:
        yield Stretch(
            stretch.start.astimezone(zone),
            stretch.end.astimezone(zone),
            stretch.state,
            stretch.comment,
        )

"""What the dates of an event would be if it were published as it is now. Reads only."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from core.text.french import clock_span, minute_of_day, weekday_date
from directory.hours import public_holiday
from events.dates import line_of
from events.models import EventPage
from events.recurrence import BadRule, Series, end_of, from_moment, sentence
from events.services.occurrences import dates_cancelled_by, say_state, states_lost_by

FURTHER = timedelta(days=366)  # in which a rule that goes on has a date
SHOWN = 20  # dates that are written out; the others are counted


@dataclass
class Foreseen:
    """What staff read before they save."""

    errors: list[str] = field(default_factory=list)
    sentence: str = ""  # how it comes again, where a rule says it
    overnight: bool = False  # whether each date ends on the next day
    total: int = 0
    goes_on: bool = False  # whether dates follow, too far to be written yet
    over: int = 0  # of them, those that have begun already
    first: list[str] = field(default_factory=list)  # of those to come
    skipped: list[tuple[str, int]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)  # rather than lost: people are registered

    @property
    def more(self) -> int:
        """How many dates to come are not written out."""
        return self.total - self.over - len(self.first)


def foresee(event: EventPage) -> Foreseen:
    """Return the dates of *event*, and what is wrong with them, in French."""
    found = Foreseen()
    try:
        event.check_dates()
    except ValidationError as error:
        found.errors = error.messages
    series, now = event.series, from_moment(timezone.now())
    try:
        starts = series.starts(event.horizon)
        taken_away = series.skipped_starts(event.horizon)
    except BadRule:
        return found
    found.sentence = sentence(series) if series.rule else ""
    found.overnight = event.end_time <= event.start_time
    found.goes_on = bool(series.starts(event.horizon + FURTHER, event.horizon + timedelta(days=1)))
    ahead = [start for start in starts if start >= now]
    found.total, found.over = len(starts), len(starts) - len(ahead)
    found.first = [_said(start, event) for start in ahead[:SHOWN]]
    reasons = Counter(_reason(series, start.date()) for start in taken_away if start >= now)
    found.skipped = reasons.most_common()
    if event.pk:
        found.lost = [say_state(occurrence) for occurrence in states_lost_by(event)]
        found.cancelled = [line_of(occurrence).day for occurrence in dates_cancelled_by(event)]
    return found


def _said(start: datetime, event: EventPage) -> str:
    begin = minute_of_day(start)
    end = begin + round((end_of(start, event.end_time) - start).total_seconds() / 60)
    return f"{weekday_date(start.date(), with_year=True)}, {clock_span(begin, end)}"


def _reason(series: Series, day: date) -> str:
    if day in series.excluded:
        return "dates exclues"
    if series.skip_public_holidays and public_holiday(day):
        return "jours fériés"
    return "vacances scolaires"

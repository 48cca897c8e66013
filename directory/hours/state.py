"""Is the place open at a moment, and until when?"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from django.utils import timezone
from opening_hours import State

from core.text.french import DAY_NAMES, MIDNIGHT, day_of_month, time_of_day

from .timetable import local_zone, timetable_of

HORIZON = timedelta(days=366)  # a reopening further away is no help to anybody


class StateKind(Enum):
    """The four honest states of a place."""

    OPEN = "open"
    REOPENS = "reopens"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class HoursState:
    """The state of a place at the moment ``at``.

    ``changes_at`` is the closing time of an open place (None: open without end in sight) and the
    next opening of one that reopens; local and aware. ``at`` defaults to now in the label.
    """

    kind: StateKind
    changes_at: datetime | None = None
    at: datetime | None = None

    @property
    def label(self) -> str:
        """The state in French, short enough for one line: « Ouvre demain à 9 h »."""
        if self.kind is StateKind.UNKNOWN:
            return "Horaires à confirmer"
        if self.kind is StateKind.OPEN:
            return f"Ouvert {self._until()}" if self.changes_at else "Ouvert en continu"
        if self.changes_at is None:
            return "Fermé"
        hour = f"à {_hour(self.changes_at)}"
        return " ".join(["Ouvre", *filter(None, [self._day(self.changes_at), hour])])

    def _until(self) -> str:
        assert self.changes_at is not None  # noqa: S101 -- for the type checker
        local = self.changes_at.astimezone(local_zone())
        night_end = datetime.combine(self._today() + timedelta(days=1), time(6))
        if local.replace(tzinfo=None) <= night_end:
            midnight = local.time() == time(0)
            return "jusqu’à minuit" if midnight else f"jusqu’à {_hour(local)}"
        day = self._day(local)
        if day.startswith("le "):
            return f"jusqu’au {day.removeprefix('le ')} à {_hour(local)}"
        return f"jusqu’à {day} à {_hour(local)}"

    def _day(self, moment: datetime) -> str:
        day = moment.astimezone(local_zone()).date()
        distance = (day - self._today()).days
        if distance == 0:
            return ""
        if distance == 1:
            return "demain"
        return DAY_NAMES[day.weekday()] if distance < 7 else f"le {day_of_month(day)}"

    def _today(self) -> date:
        return (self.at or timezone.now()).astimezone(local_zone()).date()


def _hour(moment: datetime) -> str:
    return time_of_day(moment.astimezone(local_zone()))


def state_at(text: str, moment: datetime) -> HoursState:
    """Return the state of a place with the hours *text* at *moment* (aware).

    A place that only opens at uncertain times (on appointment) is unknown, not closed.
    """
    local = moment.astimezone(local_zone())
    timetable = timetable_of(text, local.year)
    if timetable is None:
        return HoursState(StateKind.UNKNOWN, None, moment)
    limit = local + HORIZON
    kind, uncertain = None, False
    for stretch in timetable.stretches(local, limit):
        if kind is None:
            if stretch.state == State.UNKNOWN:
                return HoursState(StateKind.UNKNOWN, None, moment)
            kind = StateKind.OPEN if stretch.state == State.OPEN else StateKind.CLOSED
        elif kind is StateKind.OPEN and stretch.state != State.OPEN:
            return HoursState(StateKind.OPEN, stretch.start, moment)
        elif kind is StateKind.CLOSED and stretch.state == State.OPEN:
            return HoursState(StateKind.REOPENS, stretch.start, moment)
        uncertain = uncertain or stretch.state == State.UNKNOWN
    if kind is StateKind.CLOSED and uncertain:
        kind = StateKind.UNKNOWN
    return HoursState(kind or StateKind.UNKNOWN, None, moment)


def opens_later(text: str, moment: datetime) -> bool | None:
    """Tell whether a place not open at *moment* (aware) opens later the same local day.

    None when it cannot be known; False for a place already open.
    """
    local = moment.astimezone(local_zone())
    timetable = timetable_of(text, local.year)
    if timetable is None:
        return None
    midnight = datetime.combine(local.date() + timedelta(days=1), time(0), local_zone())
    uncertain = False
    for number, stretch in enumerate(timetable.stretches(local, midnight)):
        if stretch.state == State.OPEN:
            return number > 0
        uncertain = uncertain or stretch.state == State.UNKNOWN
    return None if uncertain else False


class DayPart(Enum):
    """A part of a day that people choose, by what its addresses call it."""

    MORNING = "matin"
    AFTERNOON = "apres-midi"
    EVENING = "soir"

    @property
    def label(self) -> str:
        """The part in French, after a day: « mardi 1er décembre le matin »."""
        return DAY_PART_LABELS[self]

    def meets(self, start: int, end: int) -> bool:
        """Tell whether a place open from *start* to *end*, in minutes, can be visited then.

        Who opens until 12 h 30 or 13 h has no afternoon, who closes at 18 h has no evening.
        """
        first, last = DAY_PART_MINUTES[self]
        return start < last and end > first


DAY_PART_LABELS = {
    DayPart.MORNING: "le matin",
    DayPart.AFTERNOON: "l’après-midi",
    DayPart.EVENING: "le soir",
}
# Minutes from midnight; the evening goes on as late as the place does.
DAY_PART_MINUTES = {
    DayPart.MORNING: (0, 12 * 60),
    DayPart.AFTERNOON: (14 * 60, 18 * 60),
    DayPart.EVENING: (18 * 60, 2 * MIDNIGHT),
}


def open_on(text: str, day: date, part: DayPart | None = None) -> bool | None:
    """Tell whether a place opens on the local *day*, or in a *part* of it.

    None when it cannot be known. The end of the night before does not count.
    """
    timetable = timetable_of(text, day.year)
    if timetable is None:
        return None
    pieces = timetable.day(day)
    states = [piece.state for piece in pieces if not part or part.meets(piece.start, piece.end)]
    if State.OPEN in states:
        return True
    return None if State.UNKNOWN in states else False

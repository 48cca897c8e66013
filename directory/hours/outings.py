"""When may someone go? Moments that a visitor chooses, rather than one instant."""

from datetime import date, datetime, timedelta

from opening_hours import State

from core.text.french import clock_span, enumerate_french, minute_of_day

from .state import DayPart, StateKind, opens_later, state_at
from .timetable import Piece, Timetable, local_zone, timetable_of

WEEK = 7  # days
SATURDAY = 5


def open_today(text: str, moment: datetime) -> bool | None:
    """Tell whether one can still go on the day of *moment* (aware): open now, or later.

    None when it cannot be known.
    """
    if state_at(text, moment).kind is StateKind.OPEN:
        return True
    return opens_later(text, moment)


def next_free_time(text: str, moment: datetime) -> date | None:
    """Return the first day, of the seven from *moment* (aware), that suits who works by day.

    That is a Saturday with an opening, or another day with one after 18 h; None when there is none.
    """
    timetable = _timetable(text, moment)
    return _first_free(timetable, moment, (State.OPEN,)) if timetable else None


def open_in_free_time(text: str, moment: datetime) -> bool | None:
    """Tell whether such a day comes within seven days; None when it cannot be known."""
    timetable = _timetable(text, moment)
    if timetable is None:
        return None
    if _first_free(timetable, moment, (State.OPEN,)):
        return True
    return None if _first_free(timetable, moment, (State.UNKNOWN,)) else False


def say_day(text: str, day: date) -> str:
    """Say when a place opens on *day*: « de 9 h à 12 h et de 14 h à 17 h »; empty if unknown."""
    timetable = timetable_of(text, day.year)
    if timetable is None:
        return ""
    opened = [piece for piece in timetable.day(day) if piece.state == State.OPEN]
    return enumerate_french([clock_span(piece.start, piece.end) for piece in opened])


def _timetable(text: str, moment: datetime) -> Timetable | None:
    return timetable_of(text, moment.astimezone(local_zone()).year)


def _first_free(timetable: Timetable, moment: datetime, states: tuple[State, ...]) -> date | None:
    local = moment.astimezone(local_zone())
    for ahead in range(WEEK):
        day = local.date() + timedelta(days=ahead)
        gone = minute_of_day(local) if ahead == 0 else 0
        pieces = [piece for piece in timetable.day(day) if piece.state in states]
        if any(_suits(piece, day, gone) for piece in pieces):
            return day
    return None


def _suits(piece: Piece, day: date, gone: int) -> bool:
    """Say whether some of *piece* is left after *gone* minutes, in free time."""
    if piece.end <= gone:
        return False
    return day.weekday() == SATURDAY or DayPart.EVENING.meets(piece.start, piece.end)

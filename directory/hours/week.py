"""The seven days of a place, as a page shows them."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from opening_hours import State

from core.text.french import DAY_NAMES, MIDNIGHT, NBSP, capitalised, clock_range, uncapitalised

from .holidays import is_school_holiday, public_holiday
from .timetable import Piece, Timetable, mentions_school_holidays, timetable_of


@dataclass(frozen=True)
class DayHours:
    """One day of the week.

    ``ranges`` are the times when the place opens, said in French (or how to come, on a day that
    has no times: « Sur rendez-vous »); empty when it is closed. ``note`` is what a visitor should
    know: public holiday, school holidays, comment.
    """

    date: date
    name: str
    ranges: list[str] = field(default_factory=list)
    note: str = ""
    is_today: bool = False
    is_open_day: bool = False


def week_of(text: str, start: date, today: date) -> list[DayHours]:
    """Return the seven days from *start*; an empty list when the hours are unknown."""
    timetable = timetable_of(text, start.year)
    if timetable is None:
        return []
    school = mentions_school_holidays(text)
    days = [start + timedelta(days=number) for number in range(7)]
    return [_day(timetable, day, today, school=school) for day in days]


def day_line(text: str, day: date) -> str:
    """Say the hours of one *day* on a line: « Mardi : 8 h 30 – 12 h 30, 13 h 30 – 17 h 30 »."""
    name = capitalised(DAY_NAMES[day.weekday()])
    days = week_of(text, day, day)
    if not days:
        return f"{name}{NBSP}: horaires à confirmer"
    hours = days[0]
    said = ", ".join(_unbroken(item) for item in hours.ranges) or "fermé"
    note = f" ({uncapitalised(hours.note)})" if hours.note else ""
    return f"{name}{NBSP}: {uncapitalised(said)}{note}"


def _unbroken(item: str) -> str:
    """Keep both ends of a range on one line."""
    return item.replace(" – ", f"{NBSP}–{NBSP}")


def _day(timetable: Timetable, day: date, today: date, *, school: bool) -> DayHours:
    pieces = timetable.day(day)
    busy = [piece for piece in pieces if piece.state != State.CLOSED]
    shared = _shared_comment(busy or pieces)
    notes = []
    if name := public_holiday(day):
        notes.append(f"Férié{NBSP}: {name}")
    if school and is_school_holiday(day):
        notes.append("Vacances scolaires")
    if busy and all(_is_vague(piece) for piece in busy):
        ranges = [capitalised(shared or "horaires à confirmer")]
    else:
        ranges = [_said(piece, shared) for piece in busy]
        notes += [shared] if shared else []
    return DayHours(
        date=day,
        name=DAY_NAMES[day.weekday()],
        ranges=ranges,
        note=". ".join(capitalised(note) for note in notes),
        is_today=day == today,
        is_open_day=bool(busy),
    )


def _shared_comment(pieces: list[Piece]) -> str:
    comments = {piece.comment for piece in pieces}
    return comments.pop().strip() if len(comments) == 1 else ""


def _said(piece: Piece, shared: str) -> str:
    text = clock_range(piece.start, piece.end)
    comment = "" if shared else piece.comment.strip()
    if not comment and not shared and piece.state == State.UNKNOWN:
        comment = "à confirmer"
    return f"{text} ({comment})" if comment else text


def _is_vague(piece: Piece) -> bool:
    """Tell whether the piece is a whole uncertain day, that has no times to show."""
    return piece.state == State.UNKNOWN and piece.end - piece.start >= MIDNIGHT

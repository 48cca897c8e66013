"""When the visitor wants to go: the third question, and what each answer asks of the hours."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.text.french import capitalised, weekday_date
from directory.hours import (
    ChosenDay,
    HoursState,
    StateKind,
    next_free_time,
    say_day,
    state_at,
)
from directory.search.opening import Opening

from .need import Reason

ANY = "peu-importe"
TOMORROW = "demain"
ANOTHER_DAY = "un-autre-jour"  # no answer yet: it has the days listed
UNCONFIRMED = Reason(
    "Horaires à confirmer\u00a0: renseignez-vous avant de vous déplacer", fits=False
)


@dataclass(frozen=True)
class Moment:
    """An answer to « Quand ? »: what the address carries, what is read, what it adds to a title."""

    slug: str
    label: str
    suffix: str


MOMENTS = (
    Moment(Opening.NOW, "Maintenant", "ouvert maintenant"),
    Moment(Opening.TODAY, "Aujourd’hui", "ouvert aujourd’hui"),
    Moment(TOMORROW, "Demain", "ouvert demain"),
    Moment(
        Opening.FREE_TIME,
        "Le soir ou le samedi, cette semaine",
        "ouvert le soir ou le samedi cette semaine",
    ),
    Moment(ANOTHER_DAY, "Un autre jour", ""),
    Moment(ANY, "Peu importe", ""),
)
BY_SLUG = {moment.slug: moment for moment in MOMENTS if moment.slug != ANOTHER_DAY}


def read_moment(typed: str, now: datetime) -> Moment | None:
    """Read an answer to « Quand ? », which may be a day, or a part of one; None if it is none."""
    if typed in BY_SLUG:
        return BY_SLUG[typed]
    chosen = ChosenDay.read(typed, now.date())
    return moment_of(chosen) if chosen else None


def moment_of(chosen: ChosenDay) -> Moment:
    """Return the answer that a *chosen* day is."""
    return Moment(chosen.value, capitalised(chosen.label), f"ouvert {chosen.label}")


def opening_param(slug: str, now: datetime) -> str:
    """Return what the list of places calls the moment *slug*: its parameter « ouvert »."""
    if slug == TOMORROW:
        return (now.date() + timedelta(days=1)).isoformat()
    return "" if slug == ANY else slug


def day_asked(slug: str, now: datetime) -> date | None:
    """Return the day of the moment *slug*, local as *now*; None where it is none in particular."""
    if slug in (Opening.NOW, Opening.TODAY):
        return now.date()
    chosen = ChosenDay.read(opening_param(slug, now), now.date())
    return chosen.day if chosen else None


def opening_reason(hours: str, slug: str, now: datetime) -> Reason:
    """Say what matters of *hours* to who wants to go at the moment *slug*; local, aware *now*.

    A place that does not suit, or that does not tell, gets its state as the badges say it.
    """
    if chosen := ChosenDay.read(opening_param(slug, now), now.date()):
        return _on_day(hours, chosen, is_tomorrow=slug == TOMORROW)
    state = state_at(hours, now)
    if slug == Opening.FREE_TIME and (day := next_free_time(hours, now)):
        return Reason(f"Ouvert {weekday_date(day)} {say_day(hours, day)}")
    elif slug == Opening.TODAY and (said := _rest_of_day(hours, state, now)):
        return Reason(f"Ouvert aujourd’hui {said}")
    if state.kind is StateKind.UNKNOWN:
        return UNCONFIRMED
    return Reason(state.label, fits=state.kind is StateKind.OPEN)


def _on_day(hours: str, chosen: ChosenDay, *, is_tomorrow: bool = False) -> Reason:
    """Say the hours of the whole day, for who comes at the end of one of its parts."""
    suits = chosen.suits(hours)
    if suits is None:
        return UNCONFIRMED
    day, said = weekday_date(chosen.day), say_day(hours, chosen.day)
    opened = f"demain, {day}," if is_tomorrow else day
    return Reason(f"Ouvert {opened} {said}" if said else f"Fermé {day}", fits=suits)


def _rest_of_day(hours: str, state: HoursState, now: datetime) -> str:
    """Say when the place opens today, unless it has nothing left to open."""
    opens = state.changes_at is not None and state.changes_at.date() == now.date()
    if state.kind is StateKind.OPEN or (state.kind is StateKind.REOPENS and opens):
        return say_day(hours, now.date())
    return ""

"""When the visitor wants to go: the third question, and what each answer asks of the hours."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from directory.hours import HoursState, StateKind, next_free_time, say_day, state_at, weekday_date
from directory.search.opening import Opening

from .need import Reason

ANY = "peu-importe"
TOMORROW = "demain"


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
    Moment(ANY, "Peu importe", ""),
)
BY_SLUG = {moment.slug: moment for moment in MOMENTS}


def opening_param(slug: str, now: datetime) -> str:
    """Return what the list of places calls the moment *slug*: its parameter « ouvert »."""
    if slug == TOMORROW:
        return (now.date() + timedelta(days=1)).isoformat()
    return "" if slug == ANY else slug


def opening_reason(hours: str, slug: str, now: datetime) -> Reason:
    """Say what matters of *hours* to who wants to go at the moment *slug*; local, aware *now*.

    A place that does not suit, or that does not tell, gets its state as the badges say it.
    """
    state = state_at(hours, now)
    if slug == TOMORROW:
        tomorrow = (now + timedelta(days=1)).date()
        if said := say_day(hours, tomorrow):
            return Reason(f"Ouvert demain, {weekday_date(tomorrow)}, {said}")
    elif slug == Opening.FREE_TIME and (day := next_free_time(hours, now)):
        return Reason(f"Ouvert {weekday_date(day)} {say_day(hours, day)}")
    elif slug == Opening.TODAY and (said := _rest_of_day(hours, state, now)):
        return Reason(f"Ouvert aujourd’hui {said}")
    if state.kind is StateKind.UNKNOWN:
        text = "Horaires à confirmer : renseignez-vous avant de vous déplacer"
        return Reason(text, fits=False)
    return Reason(state.label, fits=state.kind is StateKind.OPEN)


def _rest_of_day(hours: str, state: HoursState, now: datetime) -> str:
    """Say when the place opens today, unless it has nothing left to open."""
    opens = state.changes_at is not None and state.changes_at.date() == now.date()
    if state.kind is StateKind.OPEN or (state.kind is StateKind.REOPENS and opens):
        return say_day(hours, now.date())
    return ""

"""How the history says what happened to the dates of an event, and to a subscription."""

from datetime import datetime
from typing import Any

from wagtail.log_actions import LogActionRegistry, LogFormatter

from core.text.french import time_of_day, weekday_date
from events.recurrence import from_moment
from events.services.letter.person import ERASED, EXPORTED
from events.services.occurrences import PUT_OFF, STATES_LOST, STATUS_CHANGED
from events.states import state_of


class StatusChanged(LogFormatter):
    label = "Changer l’état d’une date"

    def format_message(self, log_entry: Any) -> str:
        data = log_entry.data
        day = _day(_wall(data["date"]))
        return f"{day}\u00a0: {state_of(data['status']).label.lower()}"


class PutOff(LogFormatter):
    label = "Déplacer une date"

    def format_message(self, log_entry: Any) -> str:
        former, start, end = (_wall(log_entry.data[name]) for name in ("date", "start", "end"))
        if start == former:
            moved = f"se termine à {time_of_day(end)}"
        elif start.date() == former.date():
            moved = f"déplacé à {time_of_day(start)}"
        else:
            moved = f"déplacé au {_day(start)}, à {time_of_day(start)}"
        return f"{_day(former)}\u00a0: {moved}"


class StatesLost(LogFormatter):
    label = "Perdre des états"

    def format_message(self, log_entry: Any) -> str:
        states = "\u00a0; ".join(log_entry.data["states"])
        return f"États perdus, car leur date n’existe plus\u00a0: {states}"


class SubscriptionExported(LogFormatter):
    label = "Copier les données d’un abonnement"
    message = "Données copiées, à la demande de la personne"


class SubscriptionErased(LogFormatter):
    label = "Effacer un abonnement"
    message = "Données effacées, à la demande de la personne"


def _wall(moment: str) -> datetime:
    return from_moment(datetime.fromisoformat(moment))


def _day(wall: datetime) -> str:
    return weekday_date(wall.date(), with_year=True)


def register(actions: LogActionRegistry) -> None:
    """Tell Wagtail the actions that are ours."""
    actions.register_action(STATUS_CHANGED)(StatusChanged)
    actions.register_action(PUT_OFF)(PutOff)
    actions.register_action(STATES_LOST)(StatesLost)
    actions.register_action(EXPORTED)(SubscriptionExported)
    actions.register_action(ERASED)(SubscriptionErased)

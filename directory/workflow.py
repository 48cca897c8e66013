"""What may become of a report, and who may do it."""

from django.utils import timezone

from core.answering import SendAnswer, departure_transitions, note_transitions
from core.workflow import TEAM, Change, Transition, TransitionTable
from directory.mails import REPORT_ANSWER
from directory.models import ErrorReport

State = ErrorReport.State
MANAGER = "gestionnaire"  # the role of who manages the place
STAFF = frozenset({TEAM})
BOTH = frozenset({TEAM, MANAGER})
OPEN = ErrorReport.WAITING
CLOSED = frozenset({State.FIXED, State.REJECTED})


def _close(change: Change) -> None:
    change.subject.closed_at = timezone.now()
    change.subject.save(update_fields=["closed_at"])


def _open_again(change: Change) -> None:
    change.subject.closed_at = None
    change.subject.save(update_fields=["closed_at"])


send_answer = SendAnswer(REPORT_ANSWER, lambda report: {"report": report})

REPORTS = TransitionTable(
    State.values,
    (
        Transition(
            "prendre", "Prendre en charge", frozenset({State.NEW}), State.IN_PROGRESS, STAFF
        ),
        Transition("repondre", "Répondre", OPEN, State.IN_PROGRESS, BOTH, (send_answer,)),
        Transition("corriger", "Corriger et clore", OPEN, State.FIXED, BOTH, (send_answer, _close)),
        Transition(
            "clore", "Clore sans suite", OPEN, State.REJECTED, STAFF, (_close,), needs_reason=True
        ),
        Transition(
            "rouvrir",
            "Rouvrir",
            CLOSED,
            State.IN_PROGRESS,
            STAFF,
            (_open_again,),
            needs_reason=True,
        ),
        *note_transitions(OPEN, State.IN_PROGRESS, CLOSED),
        *departure_transitions(State),
    ),
)

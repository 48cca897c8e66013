"""What may happen to a loan."""

from core.mail.queue import queue_mail
from core.workflow import SYSTEM, Change, Transition, TransitionTable
from tests.small_app.mails import GRANTED
from tests.small_app.models import Loan

State = Loan.State
TEAM, PLACE = "équipe", "lieu"


def note_title(change: Change) -> None:
    """Write what was given into the row, so that tests see that effects are part of the deed."""
    Loan.objects.filter(pk=change.subject.pk).update(title=change.data.get("title", "sans titre"))


def tell(change: Change) -> None:
    """Write the mail in the transaction of the deed."""
    loan = change.subject
    queue_mail(GRANTED, about=loan, to=[loan.email], context={"loan": loan})


def fail(change: Change) -> None:
    raise ConnectionError("the effect fails")


LOANS = TransitionTable(
    State.values,
    (
        Transition(
            "accorder",
            "Accorder",
            frozenset({State.ASKED}),
            State.GRANTED,
            frozenset({TEAM}),
            effects=(note_title, tell),
        ),
        Transition(
            "refuser",
            "Refuser",
            frozenset({State.ASKED}),
            State.REFUSED,
            frozenset({TEAM}),
            needs_reason=True,
        ),
        Transition(
            "rendre",
            "Rendre",
            frozenset({State.GRANTED}),
            State.BACK,
            frozenset({TEAM, PLACE, SYSTEM}),
        ),
        Transition(
            "rouvrir",
            "Rouvrir",
            frozenset({State.REFUSED, State.BACK}),
            State.ASKED,
            frozenset({TEAM}),
            effects=(note_title, fail),
        ),
    ),
)

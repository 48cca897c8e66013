"""What may become of a proposed event, and who may do it."""

from core.answering import SendAnswer, departure_transitions, note_transitions
from core.workflow import TEAM, Transition, TransitionTable
from normandie.partners.mails import ANSWER, mail_context
from normandie.partners.models import EventProposal
from normandie.partners.services.drafts import make_draft

State = EventProposal.State
STAFF = frozenset({TEAM})
OPEN = EventProposal.WAITING
CLOSED = frozenset({State.ACCEPTED, State.REFUSED})
ACCEPT = "accepter"

_answer = SendAnswer(ANSWER, mail_context)

PROPOSALS = TransitionTable(
    State.values,
    (
        Transition(
            "prendre", "Prendre en charge", frozenset({State.RECEIVED}), State.IN_PROGRESS, STAFF
        ),
        Transition("repondre", "Répondre", OPEN, State.IN_PROGRESS, STAFF, (_answer,)),
        Transition(
            ACCEPT,
            "Accepter, et créer le brouillon",
            OPEN,
            State.ACCEPTED,
            STAFF,
            (make_draft, _answer),
        ),
        # Why is written to the person, and stays with the proposal as its answer.
        Transition("refuser", "Refuser", OPEN, State.REFUSED, STAFF, (_answer,)),
        *note_transitions(OPEN, State.IN_PROGRESS, CLOSED),
        *departure_transitions(State),
    ),
)

"""What may become of a proposed event, and who may do it."""

from core.answering import LEFT, SendAnswer, note_departure
from core.workflow import SYSTEM, TEAM, Transition, TransitionTable
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
        # Who notes something has taken the proposal over.
        Transition("noter", "Noter", OPEN, State.IN_PROGRESS, STAFF, needs_reason=True),
        *(
            Transition("noter", "Noter", frozenset({state}), state, STAFF, needs_reason=True)
            for state in sorted(CLOSED)
        ),
        *(
            Transition(
                LEFT,
                "Réponse partie",
                frozenset({state}),
                state,
                frozenset({SYSTEM}),
                (note_departure,),
            )
            for state in State
        ),
    ),
)

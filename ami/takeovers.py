"""What may become of a request to take a file over, and who may do it."""

from typing import Any

from ami.mails import TAKEOVER_REFUSED
from ami.models import Takeover
from ami.services.takeovers import accept
from core.answering import LEFT, SendAnswer, note_departure
from core.workflow import SYSTEM, TEAM, Transition, TransitionTable

State = Takeover.State
STAFF = frozenset({TEAM})


def _context(takeover: Takeover) -> dict[str, Any]:
    call = takeover.dossier.call if takeover.dossier else None
    return {"takeover": takeover, "call": call}


TAKEOVERS = TransitionTable(
    State.values,
    (
        Transition(
            "accepter",
            "Remettre le dossier",
            frozenset({State.WAITING}),
            State.ACCEPTED,
            STAFF,
            (accept,),
            needs_reason=True,
        ),
        Transition(
            "refuser",
            "Refuser",
            frozenset({State.WAITING}),
            State.REFUSED,
            STAFF,
            (SendAnswer(TAKEOVER_REFUSED, _context),),
            needs_reason=True,
        ),
        *(
            Transition("noter", "Noter", frozenset({state}), state, STAFF, needs_reason=True)
            for state in State
        ),
        Transition(
            LEFT,
            "Réponse partie",
            frozenset({State.REFUSED}),
            State.REFUSED,
            frozenset({SYSTEM}),
            (note_departure,),
        ),
    ),
)

"""What may become of a complaint, and who may do it.

Staff do not close it: the law asks for an answer, and the answer that has left closes it
(law 2005-102, article 47; RGAA 4.1.2, « obligations »: within a week).
"""

from core.answering import LEFT, SendAnswer, note_departure, note_transitions
from core.workflow import SYSTEM, TEAM, Transition, TransitionTable
from normandie.accessibility.mails import ANSWER, mail_context
from normandie.accessibility.models import Complaint

State = Complaint.State
STAFF = frozenset({TEAM})
OPEN = Complaint.WAITING

COMPLAINTS = TransitionTable(
    State.values,
    (
        Transition(
            "prendre", "Prendre en charge", frozenset({State.RECEIVED}), State.IN_PROGRESS, STAFF
        ),
        Transition(
            "repondre",
            "Répondre",
            OPEN,
            State.IN_PROGRESS,
            STAFF,
            (SendAnswer(ANSWER, mail_context),),
        ),
        *note_transitions(OPEN, State.IN_PROGRESS, {State.ANSWERED}),
        Transition(
            LEFT,
            "Réponse partie",
            frozenset({State.IN_PROGRESS}),
            State.ANSWERED,
            frozenset({SYSTEM}),
            (note_departure,),
        ),
    ),
)

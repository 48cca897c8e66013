"""What may become of a bordereau of elimination, and who may do it: a lead, by hand.

Code du patrimoine: deposited files are public archives (L. 211-1, L. 211-4); at the end of their
administrative use they are sorted with the archives, and destroyed with their visa alone (L. 212-2,
L. 212-3, R. 212-14).
"""

from ami.kinds import LEAD
from ami.kinds.base import effect
from ami.models import Bordereau
from core.workflow import SYSTEM, Transition, TransitionTable

State = Bordereau.State
LEADS = frozenset({LEAD})
VISA, DESTROY, ABANDON, FINISH = "viser", "detruire", "abandonner", "terminer"
SERIES = "BE"  # of the numbers

ELIMINATIONS = TransitionTable(
    State.values,
    (
        Transition(
            VISA,
            "Enregistrer le visa",
            frozenset({State.PROPOSED}),
            State.VISAED,
            LEADS,
            (effect("ami.services.eliminations.write_visa"),),
        ),
        Transition(
            VISA,
            "Corriger le visa",
            frozenset({State.VISAED}),
            State.VISAED,
            LEADS,
            (effect("ami.services.eliminations.write_visa"),),
        ),
        Transition(
            ABANDON,
            "Abandonner ce bordereau",
            frozenset({State.PROPOSED, State.VISAED}),
            State.ABANDONED,
            LEADS,
            (effect("ami.services.eliminations.free_files"),),
            needs_reason=True,
        ),
        Transition(
            DESTROY,
            "Détruire les dossiers",
            frozenset({State.VISAED}),
            State.ORDERED,
            LEADS,
            (effect("ami.services.eliminations.write_order"),),
        ),
        Transition(
            FINISH,
            "Dossiers détruits",
            frozenset({State.ORDERED}),
            State.DESTROYED,
            frozenset({SYSTEM}),
            (effect("ami.services.destruction.write_end"),),
        ),
    ),
)

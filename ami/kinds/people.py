"""What staff do about who may open a file and until when: the same in every kind of call."""

from collections.abc import Iterable

from core.workflow import Transition

from .base import DRAFT, LEAD, REVIEWER, effect

EXTEND, HAND_OVER, ASSIGN = "prolonger", "remettre", "confier"
TEAM = frozenset({REVIEWER, LEAD})


def people_transitions(states: Iterable[str]) -> tuple[Transition, ...]:
    """Return the transitions that change no state: deadline, holder, who follows the file."""
    return (
        Transition(
            EXTEND,
            "Prolonger le dépôt",
            frozenset({DRAFT}),
            DRAFT,
            TEAM,
            (effect("ami.services.extension.write_deadline"),),
            needs_reason=True,
        ),
        *(
            Transition(
                HAND_OVER,
                "Remettre à une autre personne",
                frozenset({state}),
                state,
                TEAM,
                (effect("ami.services.takeovers.change_holder"),),
            )
            for state in states
        ),
        *(
            Transition(
                ASSIGN,
                "Confier à quelqu’un",
                frozenset({state}),
                state,
                TEAM,
                (effect("ami.services.review.write_reviewer"),),
            )
            for state in states
            if state != DRAFT
        ),
    )

"""How a file is deposited, taken on and completed: the same in every kind of call."""

from collections.abc import Iterable

from core.workflow import Transition

from .base import CARRIER, DRAFT, effect
from .people import TEAM


def deposit_transitions(deposited: str, reviewed: str, *, begin: str) -> tuple[Transition, ...]:
    """Return how a draft becomes *deposited*, then is taken on, which leads to *reviewed*.

    Args:
        begin: what the button to take it on says.
    """
    return (
        Transition(
            "deposer",
            "Déposer",
            frozenset({DRAFT}),
            deposited,
            frozenset({CARRIER}),
            (
                effect("ami.services.receipts.send_receipts"),
                effect("ami.services.mandates.end_at_deposit"),
            ),
        ),
        Transition(
            "prendre",
            begin,
            frozenset({deposited}),
            reviewed,
            TEAM,
            (effect("ami.services.review.take_on"),),
        ),
    )


def completion_transitions(
    asked_from: Iterable[str], to_complete: str, reviewed: str
) -> tuple[Transition, ...]:
    """Return how something is asked for again, sent, or given up, which leads to *reviewed*."""
    return (
        Transition(
            "demander-complement",
            "Demander un complément",
            frozenset(asked_from),
            to_complete,
            TEAM,
            (effect("ami.services.completions.open_completion"),),
        ),
        Transition(
            "completer",
            "Envoyer le complément",
            frozenset({to_complete}),
            reviewed,
            frozenset({CARRIER}),
            (effect("ami.services.completing.acknowledge"),),
        ),
        Transition(
            "reprendre-sans-complement",
            "Reprendre sans le complément",
            frozenset({to_complete}),
            reviewed,
            TEAM,
            (effect("ami.services.completions.close_awaited"),),
            needs_reason=True,
        ),
    )

"""What became of a file and what comes next, as its carrier reads it.

Nothing tells of an answer before the date of the results, nor of one that was never told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from django.utils import timezone

from ami.kinds import CARRIER
from ami.models import Dossier
from core.models import HistoryEntry
from core.text.formats import long_moment


@dataclass(frozen=True)
class Past:
    """Something that happened to a file, in the words of its kind."""

    at: datetime
    label: str


def past_of(dossier: Dossier) -> list[Past]:
    """Return what became of the file, in order; notes of the service are not in it."""
    return sorted(_told(dossier), key=lambda each: each.at)


def _told(dossier: Dossier) -> Iterator[Past]:
    told = dossier.call_kind.told
    announced, now = dossier.call.results_at, timezone.now()
    # Who holds it, until when: what changes no state and is not told is no step here.
    steps = [
        each for each in dossier.history.all() if each.source != each.target or each.action in told
    ]
    for step, following in zip_longest(steps, steps[1:]):
        if step.action not in told:
            continue
        at = step.at
        if _answers(dossier, step.target):
            at = max(at, announced) if announced else at
            taken_back = following and not _answers(dossier, following.target) and following.at < at
            if at > now or taken_back:
                continue
        elif _takes_back_untold(dossier, step):
            continue
        yield Past(at, told[step.action])


def _answers(dossier: Dossier, state: str) -> bool:
    """Whether a file in *state* is answered; one that the kind has no more is not."""
    known = dossier.call_kind.states.get(state)
    return known is not None and known.shows_result


def _takes_back_untold(dossier: Dossier, step: HistoryEntry) -> bool:
    """Whether the service took back in *step* an answer that its carrier had not read."""
    announced = dossier.call.results_at
    before = announced is not None and step.at < announced
    return before and step.role != CARRIER and _answers(dossier, step.source)


def next_of(dossier: Dossier) -> str:
    """Say what comes next and when, beside the text of the state; nothing once all is said."""
    state, announced = dossier.carrier_state, dossier.call.results_at
    if state.shows_result or not state.is_open:
        return ""
    if announced is None:
        return "La date des réponses n’est pas encore annoncée."
    if announced > timezone.now():
        return f"Les réponses sont annoncées le {long_moment(announced)}, par courriel et ici."
    return (
        f"Les réponses étaient annoncées le {long_moment(announced)}\u00a0: la vôtre n’est pas "
        "encore partie. Vous pouvez écrire au service, ci-dessous."
    )

"""System checks of the calls: what would make a kind of call wrong without a word."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register

from ami.kinds import CARRIER, DRAFT, CallKind, kinds
from ami.models import Dossier
from ami.questions import find_field, hangs_on_items
from ami.services.deposit import DEPOSIT


@register()
def kinds_are_sound(**kwargs: Any) -> list[CheckMessage]:
    """Each kind asks things that can be asked, and can be deposited by a carrier."""
    return [message for kind in kinds() for message in _faults(kind)]


def _faults(kind: CallKind) -> Iterator[CheckMessage]:
    columns = {field.name for field in Dossier._meta.get_fields()}
    for step in kind.form.steps:
        keys = [each.key for each in step.fields]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            yield _error(
                "E001", f"{kind.slug}.{step.key}\u00a0: deux questions «\u00a0{key}\u00a0»."
            )
        for each in step.fields:
            name = f"{kind.slug}.{step.key}.{each.key}"
            if each.condition and find_field(kind.form, step, each.condition) is None:
                yield _error("E002", f"{name}\u00a0: sa condition nomme une question inconnue.")
            if each.condition and hangs_on_items(kind.form, step, each.condition):
                yield _error("E009", f"{name}\u00a0: sa condition suit une partie qui se répète.")
            if each.column and each.column not in columns:
                yield _error("E003", f"{name}\u00a0: le dossier n’a pas de colonne {each.column}.")
    yield from _faults_of_states(kind)
    possible = kind.transitions.possible(DRAFT, [CARRIER])
    if DEPOSIT not in {transition.action for transition in possible}:
        yield _error("E004", f"{kind.slug}\u00a0: un porteur ne peut pas y déposer de brouillon.")


def _faults_of_states(kind: CallKind) -> Iterator[CheckMessage]:
    for value, state in kind.states.items():
        if state.shows_result and state.hidden_as not in kind.states:
            yield _error(
                "E005",
                f"{kind.slug}.{value}\u00a0: rien ne dit ce qu’en lit le porteur avant la date.",
            )
    known = {each.action for each in kind.transitions.transitions}
    for action in sorted(kind.told.keys() - known):
        yield _error("E006", f"{kind.slug}\u00a0: l’historique dit une action inconnue, {action}.")


def _error(number: str, message: str) -> CheckMessage:
    return Error(message, id=f"ami.{number}")

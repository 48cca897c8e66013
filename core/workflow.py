"""States and the ways between them, as a table; one function applies it.

An app writes its ``TransitionTable`` as data. ``TransitionTable.apply`` checks that the action is
there, that the actor may do it and that nobody was quicker, then writes the new state, the history
and the effects (mails of the outbox, dates…) in one transaction: all of it or nothing.

Nothing to do with Wagtail's ``Workflow``, which moderates pages.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F

from core.models import HistoryEntry, StatefulMixin

TEAM = "équipe"  # the role of staff who may change the row
SYSTEM = "système"  # the role of what no person does: a job, a mail that has left


@dataclass(frozen=True)
class Actor:
    """Who acts: a role of the table, and the account behind it where there is one."""

    role: str
    user: Any = None

    @classmethod
    def system(cls) -> "Actor":
        return cls(SYSTEM)


@dataclass(frozen=True)
class Change:
    """A transition that has just been made, as its effects see it, still in the transaction.

    ``data`` is what the actor gave with the action: a text, a date…
    """

    subject: Any
    transition: "Transition"
    source: str
    actor: Actor
    reason: str
    data: dict[str, Any]


Effect = Callable[[Change], None]


@dataclass(frozen=True)
class Transition:
    """One way from some states to another.

    Args:
        action: its name in code, addresses and history.
        label: what the button says, in French.
        sources: states that it starts from.
        target: state that it leads to; one of *sources* for what changes no state.
        roles: who may do it.
        effects: what else happens, in order, in the same transaction.
        needs_reason: whether the actor must say why.
    """

    action: str
    label: str
    sources: frozenset[str]
    target: str
    roles: frozenset[str]
    effects: tuple[Effect, ...] = ()
    needs_reason: bool = False


class WorkflowError(Exception):
    """The action is not made. ``message`` says why in French, to who asked for it."""

    message = "Cette action n’est pas possible."

    def __init__(self, message: str = "") -> None:
        self.message = message or self.message
        super().__init__(self.message)


class NotAllowed(WorkflowError):
    message = "Vous n’avez pas le droit de faire cette action."


class NotNow(WorkflowError):
    message = "Cette action n’est pas possible dans l’état présent."


class ReasonMissing(WorkflowError):
    message = "Dites pourquoi\u00a0: cette action demande un motif."


class AlreadyChanged(WorkflowError):
    message = (
        "Quelqu’un d’autre vient de changer l’état. Rechargez la page pour le voir, puis "
        "décidez à nouveau."
    )


@dataclass(frozen=True)
class TransitionTable:
    """A table of transitions over the states of one model.

    Raises:
        ValueError: at start, for a table that names an unknown state, or the same action twice
            from one state.
    """

    states: Collection[str]
    transitions: tuple[Transition, ...]
    _by_start: dict[tuple[str, str], Transition] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_start: dict[tuple[str, str], Transition] = {}
        for transition in self.transitions:
            if unknown := {*transition.sources, transition.target} - {*map(str, self.states)}:
                raise ValueError(f"{transition.action}: unknown states {sorted(unknown)}")
            for source in transition.sources:
                if (transition.action, source) in by_start:
                    raise ValueError(f"{transition.action}: twice from {source}")
                by_start[transition.action, source] = transition
        object.__setattr__(self, "_by_start", by_start)

    def label_of(self, action: str) -> str:
        """Return what *action* is called; its name, if the table has it no more."""
        labels = (each.label for each in self.transitions if each.action == action)
        return next(labels, action)

    def transition(self, action: str, state: str) -> Transition | None:
        """Return what *action* does from *state*; None if it is not possible there."""
        return self._by_start.get((action, state))

    def possible(self, state: str, roles: Iterable[str]) -> list[Transition]:
        """Return what any of *roles* may do from *state*, in the order of the table."""
        held = frozenset(roles)
        return [each for each in self.transitions if state in each.sources and each.roles & held]

    def apply(
        self,
        subject: StatefulMixin,
        action: str,
        actor: Actor,
        *,
        reason: str = "",
        recorded: dict[str, Any] | None = None,
        **data: Any,
    ) -> HistoryEntry:
        """Do *action* on *subject*, as *actor* saw it, and return its line of the history.

        Args:
            subject: as it was read: its ``state`` and ``version`` are those that the actor saw. It
                holds the new ones afterwards.
            action: name of a transition.
            actor: who acts.
            reason: why, for people; kept in the history.
            recorded: what the history keeps besides: no personal data.
            data: given to the effects.

        Raises:
            NotNow: there is no such action from this state.
            NotAllowed: it is not for the role of the actor.
            ReasonMissing: it needs a reason and has none.
            AlreadyChanged: the row has changed since it was read. Nothing is written.
        """
        source = subject.state
        transition = self.transition(action, source)
        if transition is None:
            raise NotNow
        if actor.role not in transition.roles:
            raise NotAllowed
        if transition.needs_reason and not reason.strip():
            raise ReasonMissing
        before = source, subject.version
        try:
            with transaction.atomic():
                return self._write(subject, transition, actor, reason, recorded or {}, data)
        except BaseException:
            subject.state, subject.version = before
            raise

    def _write(
        self,
        subject: StatefulMixin,
        transition: Transition,
        actor: Actor,
        reason: str,
        recorded: dict[str, Any],
        data: dict[str, Any],
    ) -> HistoryEntry:
        source = subject.state
        rows = type(subject)._default_manager.filter(
            pk=subject.pk, state=source, version=subject.version
        )
        if not rows.update(state=transition.target, version=F("version") + 1):
            raise AlreadyChanged
        subject.state = transition.target
        subject.version += 1
        entry = HistoryEntry.objects.create(
            subject=subject,
            user=actor.user,
            role=actor.role,
            action=transition.action,
            source=source,
            target=transition.target,
            reason=reason,
            data=recorded,
        )
        for effect in transition.effects:
            effect(Change(subject, transition, source, actor, reason, data))
        return entry

"""The answer that staff write to a visitor, as effects of a table of transitions.

It leaves by the outbox: writing it is one transition, its leaving another, made by the system.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from core.mail.kinds import MailKind
from core.mail.queue import queue_mail, withdraw_mails
from core.models import OutgoingMail
from core.workflow import SYSTEM, TEAM, Actor, Change, Transition, TransitionTable, WorkflowError

LEFT = "reponse_partie"  # the action of the system, once the mail server has taken the answer


class NoAddress(WorkflowError):
    message = "Cette personne n’a pas laissé d’adresse\u00a0: rien ne peut lui être envoyé."


class AnswerLeaving(WorkflowError):
    message = "Une réponse est en train de partir\u00a0: celle-ci n’est pas envoyée."


@dataclass(frozen=True)
class SendAnswer:
    """Effect: keep the text given as ``answer`` and have it sent. No text, no mail.

    It replaces one that has not left.

    Raises:
        NoAddress: the visitor left none.
        AnswerLeaving: a worker is sending an answer right now.
    """

    kind: MailKind
    context: Callable[[Any], dict[str, Any]]

    def __call__(self, change: Change) -> None:
        text = change.data.get("answer", "").strip()
        if not text:
            return
        row = change.subject
        if not row.email:
            raise NoAddress
        if not withdraw_mails(self.kind, row) and _one_is_leaving(self.kind, row):
            raise AnswerLeaving
        row.answer, row.answered_at = text, None
        row.save(update_fields=["answer", "answered_at"])
        queue_mail(
            self.kind,
            about=row,
            to=[row.email],
            context=self.context(row),
            occasion=f"version {row.version}",
        )


def _one_is_leaving(kind: MailKind, row: Any) -> bool:
    mails = row.outgoing_mails.filter(kind=kind.name)
    return bool(mails.exclude(state=OutgoingMail.State.SENT).exists())


def note_departure(change: Change) -> None:
    """Effect of ``LEFT``: the answer is given once it has left, at the time given as ``at``."""
    change.subject.answered_at = change.data["at"]
    change.subject.save(update_fields=["answered_at"])


def answer_has_left(mail: OutgoingMail, table: TransitionTable) -> None:
    """Apply ``LEFT`` to what *mail* is about; for ``MailKind.on_sent``.

    The row is locked: what staff do meanwhile waits, so that the departure is never refused.
    """
    row: Any = None
    if mail.about is not None:
        rows = type(mail.about)._default_manager.select_for_update()
        row = rows.filter(pk=mail.about_id).first()
    if row is not None:
        table.apply(row, LEFT, Actor.system(), at=mail.sent_at)


def note_transitions(
    waiting: Iterable[str], taken_over: str, closed: Iterable[str]
) -> tuple[Transition, ...]:
    """Return how staff note something: who notes it on what is *waiting* has taken it over."""
    to = {taken_over: frozenset(waiting)} | {state: frozenset({state}) for state in sorted(closed)}
    return tuple(
        Transition("noter", "Noter", sources, target, frozenset({TEAM}), needs_reason=True)
        for target, sources in to.items()
    )


def departure_transitions(states: Iterable[str]) -> tuple[Transition, ...]:
    """Return how an answer leaves, which changes none of the *states*."""
    return tuple(
        Transition(
            LEFT,
            "Réponse partie",
            frozenset({state}),
            state,
            frozenset({SYSTEM}),
            (note_departure,),
        )
        for state in states
    )

"""What the Région answers: prepared at any time, told at the date of the results and not before.

What is approved leaves by itself at that date (``release_results``); the rest is sent by hand, from
then on. The guard is ``Dossier.told_orientations``: page, mails and archive all read through it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from ami.kinds import ELSEWHERE, kinds
from ami.mails import RESULT
from ami.models import Dossier, Orientation
from ami.services.follow_ups import drop_awaited
from ami.services.four_eyes import refuse_alone, refuse_unapproved
from ami.services.telling import tell_carrier
from core.mail.queue import withdraw_mails
from core.rows import for_each
from core.workflow import SYSTEM, Actor, Change, NotNow, WorkflowError

ORIENT, SEND, REORIENT = "orienter", "envoyer-reponse", "reorienter"  # the transitions


class NoOutcome(WorkflowError):
    message = "Choisissez au moins une suite parmi celles de cet appel, chacune une seule fois."


class TooEarly(WorkflowError):
    message = "Les réponses ne sont pas encore annoncées\u00a0: attendez la date dite par l’appel."


@dataclass(frozen=True)
class Proposal:
    """One way in which a file is followed up.

    Args:
        outcome: key of an ``Outcome`` of the kind.
        text: what is proposed, for the carrier.
        contact: who to talk to.
        reason: why this one, for the carrier.
        next_step: what comes next, and when.
    """

    outcome: str
    text: str = ""
    contact: str = ""
    reason: str = ""
    next_step: str = ""


def orient(dossier: Dossier, proposals: Iterable[Proposal], actor: Actor) -> None:
    """Prepare the answer to *dossier*, in place of an earlier one. Its carrier reads nothing yet.

    Raises:
        NoOutcome: no proposal, one of no outcome of the kind, or twice the same.
        WorkflowError: it is not possible now, or not for *actor*.
    """
    dossier.call_kind.transitions.apply(dossier, ORIENT, actor, proposals=list(proposals))


def reorient(dossier: Dossier, proposal: Proposal, actor: Actor, *, reason: str) -> None:
    """Answer that the call is not for *dossier*, and who is; told at the date of the results.

    Args:
        reason: why, for the service.

    Raises:
        WorkflowError: it is not possible now, or not for *actor*, or without its reason.
    """
    dossier.call_kind.transitions.apply(
        dossier, REORIENT, actor, reason=reason, proposals=[proposal]
    )


def release_results() -> tuple[int, list[str]]:
    """Tell each carrier the answer that is ready, where the date of the results has come.

    Return how many are told, and the files that failed. Safe to repeat, and to run twice at once.
    """
    told = 0

    def tell(dossier: Dossier) -> None:
        nonlocal told
        kept = Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
        if kept.result_told_at or kept.state != dossier.state:
            return
        if kept.call_kind.state(kept.state).shows_result:
            _tell(kept)
        else:
            kept.call_kind.transitions.apply(kept, SEND, Actor.system())
        told += 1

    failures = for_each(_ready(), tell)
    return told, failures


def _ready() -> Iterable[Dossier]:
    """Return the files whose answer may be told by the system, and is not yet."""
    may_leave = Q()
    for kind in kinds():
        states = [
            value
            for value, state in kind.states.items()
            if state.shows_result
            or any(each.action == SEND for each in kind.transitions.possible(value, [SYSTEM]))
        ]
        may_leave |= Q(kind=kind.slug, state__in=states)
    answered = Orientation.objects.order_by().values("dossier")  # silence answers nothing
    due = Dossier.objects.filter(
        call__results_at__lte=timezone.now(), result_told_at=None, pk__in=answered
    )
    return due.filter(may_leave).select_related("call")


# Effects of the transitions.


def keep_orientations(change: Change) -> None:
    """Keep what is proposed, in place of what was."""
    dossier: Dossier = change.subject
    proposals: list[Proposal] = change.data.get("proposals", [])
    keys = [each.outcome for each in proposals]
    known = {each.key for each in dossier.call_kind.outcomes}
    is_one_too_many = len(keys) > 1 and not dossier.call_kind.several_outcomes
    if not keys or len(set(keys)) < len(keys) or set(keys) - known or is_one_too_many:
        raise NoOutcome
    dossier.orientations.all().delete()
    Orientation.objects.bulk_create(
        Orientation(
            dossier=dossier,
            outcome=each.outcome,
            text=each.text,
            reason=each.reason,
            contact=each.contact,
            next_step=each.next_step,
            position=position,
        )
        for position, each in enumerate(proposals)
    )


def keep_reorientation(change: Change) -> None:
    """Keep who the carrier should turn to; tell it at once where the results are out.

    Nobody approves it: a call that asks two people for an answer refuses it.
    """
    refuse_unapproved(change)
    if [each.outcome for each in change.data.get("proposals", [])] != [ELSEWHERE]:
        raise NoOutcome
    keep_orientations(change)
    if change.subject.results_are_out():
        _tell(change.subject)


def send_result(change: Change) -> None:
    """Tell the carrier; refused before the date of the results."""
    refuse_before_out(change)
    _tell(change.subject)


def send_unapproved(change: Change) -> None:
    """Tell the carrier what nobody has approved; who prepared it may be refused to."""
    refuse_alone(change)
    send_result(change)


def refuse_before_out(change: Change) -> None:
    if not change.subject.results_are_out():
        raise TooEarly


def refuse_once_out(change: Change) -> None:
    """Refuse what carriers do before they are answered, once they are."""
    dossier: Dossier = change.subject
    if dossier.call_kind.state(change.source).shows_result and dossier.results_are_out():
        raise NotNow


def forget_told(change: Change) -> None:
    """Have the next answer told anew; what has not left of the last one never does."""
    withdraw_mails(RESULT, change.subject)
    drop_awaited(change.subject)
    _note_told(change.subject, is_told=False)


def _tell(dossier: Dossier) -> None:
    _note_told(dossier, is_told=True)
    context = {"orientations": dossier.told_orientations()}
    tell_carrier(dossier, RESULT, context, occasion=f"version {dossier.version}")


def _note_told(dossier: Dossier, *, is_told: bool) -> None:
    dossier.result_told_at = timezone.now() if is_told else None
    dossier.save(update_fields=["result_told_at"])

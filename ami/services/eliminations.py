"""Bordereaux of elimination: proposed, visaed by the archives, then destroyed by a lead's act."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.files import File
from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone

from ami.eliminations import ABANDON, DESTROY, ELIMINATIONS, SERIES, VISA
from ami.models import Bordereau, BordereauLine, CallPage, Dossier
from core.numbering import next_number
from core.workflow import Actor, Change, WorkflowError


class NothingToEliminate(WorkflowError):
    message = "Aucun dossier de cet appel n’est arrivé à la fin de sa durée d’utilité."


class NothingLeaves(WorkflowError):
    message = "Tous les dossiers de ce bordereau sont gardés\u00a0: il n’y a rien à détruire."


class WrongCount(WorkflowError):
    message = (
        "Ce n’est pas le nombre de dossiers de ce bordereau. Rien n’est détruit\u00a0: relisez-le, "
        "puis tapez le nombre qu’il dit."
    )


class StillOfUse(WorkflowError):
    """Some files have been worked on since."""

    def __init__(self, numbers: Iterable[str]) -> None:
        super().__init__(
            "Rien n’est détruit\u00a0: on a travaillé depuis à ces dossiers, qui servent encore. "
            f"Gardez-les, puis recommencez\u00a0: {', '.join(numbers)}."
        )


@transaction.atomic
def propose(call: CallPage, actor: Actor) -> Bordereau:
    """Make the bordereau of all the files of *call* that have served their time.

    Raises:
        NothingToEliminate: there is none, or they are in another bordereau already.
    """
    CallPage.objects.select_for_update().get(pk=call.pk)  # one bordereau at a time
    files = list(
        Dossier.objects.to_eliminate(call)
        .annotate(joined=Count("attachments"), size=Sum("attachments__size"))
        .only("number", "deposited_at")
    )
    if not files:
        raise NothingToEliminate
    bordereau = Bordereau.objects.create(
        number=next_number(SERIES),
        call=call,
        call_title=call.title,
        service_name=call.service_name,
        retention_years=call.retention_years,
        proposed_by=_name(actor),
    )
    BordereauLine.objects.bulk_create(
        BordereauLine(
            bordereau=bordereau,
            dossier=each,
            number=str(each.number),
            deposited_on=timezone.localdate(each.deposited_at),
            attachments=each.joined,
            size=each.size or 0,
        )
        for each in files
    )
    return bordereau


@transaction.atomic
def keep_back(bordereau: Bordereau, lines: Iterable[int], reason: str) -> int:
    """Leave the files of *lines* out, and say why; no reason puts them back. Return how many.

    Raises:
        WorkflowError: it is being destroyed, or is over.
    """
    kept = Bordereau.objects.select_for_update().get(pk=bordereau.pk)
    if not kept.may_change:
        raise WorkflowError("Ce bordereau ne change plus.")
    return kept.lines.filter(pk__in=lines).update(kept_reason=reason.strip())


def record_visa(
    bordereau: Bordereau,
    actor: Actor,
    *,
    on: date,
    by: str,
    reference: str,
    scan: File | None = None,
) -> None:
    """Write down that the archives agree: when, who, under which reference; with its *scan*.

    Raises:
        WorkflowError: not for *actor*, or not now.
    """
    ELIMINATIONS.apply(bordereau, VISA, actor, on=on, by=by, reference=reference, scan=scan)


def abandon(bordereau: Bordereau, actor: Actor, *, reason: str) -> None:
    """Give the bordereau up: its files may be in another one.

    Raises:
        WorkflowError: not for *actor*, not now, or without its reason.
    """
    ELIMINATIONS.apply(bordereau, ABANDON, actor, reason=reason)


def order_destruction(bordereau: Bordereau, actor: Actor, *, count: int) -> None:
    """Have the files destroyed, for good; the work begins once this is committed.

    Args:
        count: how many files *actor* means to destroy, as they typed it.

    Raises:
        WrongCount: the bordereau says another number.
        NothingLeaves: every file is kept.
        StillOfUse: some were worked on since the bordereau was made.
        WorkflowError: not for *actor*, or not before the visa.
    """
    ELIMINATIONS.apply(bordereau, DESTROY, actor, count=count)


# Effects of the transitions.


def write_visa(change: Change) -> None:
    bordereau: Bordereau = change.subject
    bordereau.visa_on = change.data["on"]
    bordereau.visa_by = change.data["by"]
    bordereau.visa_reference = change.data["reference"]
    if scan := change.data.get("scan"):
        bordereau.visa_scan.save(scan.name or "", scan, save=False)
    bordereau.save(update_fields=["visa_on", "visa_by", "visa_reference", "visa_scan"])


def free_files(change: Change) -> None:
    """Let the files of a bordereau that is given up be in another one: its lines stay."""
    change.subject.lines.update(dossier=None)


def write_order(change: Change) -> None:
    """Check once more what leaves, and note who asked for it."""
    from ami.tasks import destroy_files  # which calls the service that this one is for

    bordereau: Bordereau = change.subject
    leaving = bordereau.leaving()
    number = leaving.count()
    if not number:
        raise NothingLeaves
    if change.data.get("count") != number:
        raise WrongCount
    if numbers := _still_of_use(bordereau):
        raise StillOfUse(numbers)
    bordereau.ordered_at = timezone.now()
    bordereau.ordered_by = _name(change.actor)
    bordereau.save(update_fields=["ordered_at", "ordered_by"])
    transaction.on_commit(destroy_files.enqueue, robust=True)


def _still_of_use(bordereau: Bordereau) -> list[str]:
    """Return the numbers of the files that leave, and should not."""
    if bordereau.call is None:
        return []
    served = Dossier.objects.served(bordereau.call).values("pk")
    return list(bordereau.leaving().exclude(dossier__in=served).values_list("number", flat=True))


def _name(actor: Actor) -> str:
    """Name who acts in the bordereau itself: it outlives accounts."""
    user: Any = actor.user
    return str(user.get_full_name() or user.get_username())[:200] if user else ""

"""What the service does of a file between the deposit and the answer: who follows it, its notes."""

from typing import Any

from django.db import transaction

from ami.kinds.people import ASSIGN
from ami.models import Dossier, InternalNote
from ami.permissions import reviewers
from core.workflow import Actor, Change, WorkflowError


class NotAReviewer(WorkflowError):
    message = "Cette personne ne peut pas étudier les dossiers\u00a0: choisissez-en une autre."


def assign(dossier: Dossier, reviewer: Any, actor: Actor) -> None:
    """Have *reviewer* follow *dossier*; nobody does, for None.

    Raises:
        NotAReviewer: they have no right to review.
        WorkflowError: not for *actor*, or somebody was quicker. Nothing is written.
    """
    recorded = {"reviewer": reviewer.pk if reviewer else None}
    dossier.call_kind.transitions.apply(
        dossier, ASSIGN, actor, recorded=recorded, reviewer=reviewer
    )


@transaction.atomic
def add_note(dossier: Dossier, text: str, author: Any) -> InternalNote:
    """Keep a note about *dossier*, for the service alone.

    Never in the middle of a transition: who makes it, or who notes, comes second and can be told.
    """
    Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    return InternalNote.objects.create(dossier=dossier, text=text, author=author)


# Effects of the transitions.


def write_reviewer(change: Change) -> None:
    """Write who follows the file; refused for who has no right to."""
    reviewer = change.data.get("reviewer")
    if reviewer is not None and not reviewers(change.subject).filter(pk=reviewer.pk).exists():
        raise NotAReviewer
    _write(change.subject, reviewer)


def take_on(change: Change) -> None:
    """Whoever begins the analysis follows the file, unless somebody does already."""
    if change.subject.reviewer_id is None and change.actor.user is not None:
        _write(change.subject, change.actor.user)


def _write(dossier: Dossier, reviewer: Any) -> None:
    dossier.reviewer = reviewer
    dossier.save(update_fields=["reviewer"])

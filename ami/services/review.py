"""What the service does of a file before the answer: who follows it, what it read, its notes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from ami.kinds.people import ASSIGN
from ami.mails import MENTIONED
from ami.models import Completion, Dossier, InternalNote, Mention, Message, NoteDraft
from ami.permissions import readers, reviewers
from ami.services.telling import tell_agent
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
def add_note(
    dossier: Dossier,
    text: str,
    author: Any,
    *,
    called: Iterable[Any] = (),
    key: UUID | None = None,
) -> InternalNote:
    """Keep a note about *dossier*, for the service alone, and write to whom it calls.

    Args:
        called: colleagues; those who may not read files, or not any more, are not told.
        key: of the form that was opened: sent twice as it is, it makes one note.
    """
    # Never in the middle of a transition: who makes it, or who notes, comes second and can be told.
    Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    key, keys = key or uuid4(), sorted({user.pk for user in called})
    given = dossier.pk, getattr(author, "pk", None), keys, text
    typed = sha256(repr(given).encode()).hexdigest()
    note, is_new = InternalNote.objects.get_or_create(
        sending=f"{key.hex}{typed[:32]}",
        defaults={"dossier": dossier, "author": author, "text": text},
    )
    if is_new:
        NoteDraft.objects.filter(dossier=dossier, author=author).delete()
        _call(note, keys)
    return note


@transaction.atomic
def keep_typed(dossier: Dossier, text: str, author: Any, key: UUID) -> bool:
    """Keep what *author* types of a note, for them alone; return whether it is kept.

    It is not once the note of this form is written: a save that arrives after it is too late.
    """
    Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)  # one after the other
    if InternalNote.objects.filter(dossier=dossier, sending__startswith=key.hex).exists():
        return False
    if text.strip():
        kept = {"text": text, "saved_at": timezone.now()}
        NoteDraft.objects.update_or_create(dossier=dossier, author=author, defaults=kept)
    else:
        NoteDraft.objects.filter(dossier=dossier, author=author).delete()
    return True


@dataclass
class Shown:
    """What somebody has before their eyes of a file, as it was read."""

    mentions: list[Mention]
    messages: list[Message]
    completions: list[Completion] = field(default_factory=list)


def note_opened(dossier: Dossier, user: Any, shown: Shown, *, may_review: bool) -> None:
    """Note that *user* reads the file: what waited for that waits no more.

    What the carrier sent is read once by who follows the file; where nobody does, by any reviewer.
    Nothing is written where nothing waited, nor of what came since.
    """
    now = timezone.now()
    calling = [e.pk for e in shown.mentions if e.user_id == user.pk and e.seen_at is None]
    if calling:
        Mention.objects.filter(pk__in=calling).update(seen_at=now)
    is_mine = dossier.reviewer_id == user.pk
    if is_mine and dossier.entrusted_at:
        Dossier.objects.filter(pk=dossier.pk, reviewer=user.pk).update(entrusted_at=None)
    if is_mine or (dossier.reviewer_id is None and may_review):
        written = [e.pk for e in shown.messages if not e.from_service and e.read_at is None]
        if written:
            Message.objects.filter(pk__in=written).update(read_at=now)
        sent = [e.pk for e in shown.completions if e.sent_at and e.read_at is None]
        if sent:
            Completion.objects.filter(pk__in=sent).update(read_at=now)


def _call(note: InternalNote, called: Iterable[int]) -> None:
    """Tell who is called: a mail that holds nothing of the note, and a line of what waits."""
    keys = set(called) - {note.author_id}
    people = list(readers(note.dossier).filter(pk__in=keys)) if keys else []
    Mention.objects.bulk_create(Mention(note=note, user=user) for user in people)
    for user in people:
        tell_agent(user, note.dossier, MENTIONED, {"author": note.author}, f"note {note.pk}")


# Effects of the transitions.


def write_reviewer(change: Change) -> None:
    """Write who follows the file; refused for who has no right to."""
    reviewer = change.data.get("reviewer")
    if reviewer is not None and not reviewers(change.subject).filter(pk=reviewer.pk).exists():
        raise NotAReviewer
    _write(change, reviewer)


def take_on(change: Change) -> None:
    """Whoever begins the analysis follows the file, unless somebody does already."""
    if change.subject.reviewer_id is None and change.actor.user is not None:
        _write(change, change.actor.user)


def _write(change: Change, reviewer: Any) -> None:
    """Write who follows the file, and that they have not opened it where another gives it."""
    dossier: Dossier = change.subject
    is_given = reviewer is not None and reviewer != change.actor.user
    dossier.reviewer = reviewer
    dossier.entrusted_at = timezone.now() if is_given else None
    dossier.save(update_fields=["reviewer", "entrusted_at"])

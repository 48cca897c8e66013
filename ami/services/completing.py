"""A carrier completes a deposited file: typed, saved, sent once, acknowledged.

Only the questions asked may be answered, with the checks that they had. The frozen deposit never
changes: a completion is frozen in its turn, with its own SHA-256.
"""

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from ami.attachments import AttachmentRefused
from ami.checked_steps import CheckedStep
from ami.definitions import part_key
from ami.forms.builder import read_typed
from ami.kinds import CARRIER
from ami.mails import COMPLETED, COMPLETION_RECEIPT
from ami.models import Attachment, Completion, Dossier
from ami.reading import Answer, read_checked, read_typed_answers
from ami.services.attachments import keep_file
from ami.services.completions import open_parts, part_prefix
from ami.services.deposit import columns_of, digest_of, fill_columns
from ami.services.drafts import replaced_by
from ami.services.freezing import frozen_answers, frozen_files
from ami.services.telling import tell_carrier, tell_service
from ami.services.words import index_dossier
from core.workflow import Actor, Change

COMPLETE = "completer"  # the transition


class NotAwaited(Exception):
    """The completion is sent, or the service no longer waits for it."""


class CompletionRefused(Exception):
    """The completion is not sent. ``message`` says why, in French."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@transaction.atomic
def save_typed(
    completion: Completion, data: QueryDict, sequence: int | None = None
) -> list[Answer]:
    """Keep what is typed in *data*, right or wrong.

    Return what another window had typed and it replaces, in words.

    Args:
        sequence: that of the answers which the browser started from; None where it does not say.

    Raises:
        NotAwaited: it is sent or closed meanwhile. Nothing is kept: the page shows what was typed.
    """
    row = _lock(completion)
    is_late = sequence is not None and sequence < row.sequence
    replaced: list[Answer] = []
    for part in open_parts(row):
        key = part_key(part.step.key, part.item)
        before = row.typed.get(key, {})
        typed = read_typed(part.step, data, part_prefix(part.step.key, part.item))
        if is_late:
            replaced += read_typed_answers(part.step, replaced_by(typed, before))
        row.typed[key] = before | typed
    row.sequence += 1
    row.saved_at, row.saved_by = timezone.now(), row.dossier.writer
    saved = ["typed", "sequence", "saved_at", "saved_by"]
    row.save(update_fields=saved)
    completion.refresh_from_db(fields=saved)
    return replaced


def add_completion_files(completion: Completion, files: Iterable[UploadedFile]) -> list[str]:
    """Keep the *files* that may be with those of the completion; return why others are refused.

    Raises:
        NotAwaited: it is sent or closed.
    """
    refusals = []
    for file in files:
        with transaction.atomic():
            row = _lock(completion)
            try:
                keep_file(
                    file, row.attachments.all(), row.dossier, completion=row, after_deposit=True
                )
            except AttachmentRefused as refusal:
                refusals.append(refusal.message)
    return refusals


@transaction.atomic
def remove_completion_file(completion: Completion, key: str) -> None:
    """Take a file of a completion away; one that is gone already is no error.

    Raises:
        NotAwaited: it is sent or closed.
    """
    row = _lock(completion)
    for file in row.attachments.all():
        if str(file.key) == key:
            file.delete()


def _lock(completion: Completion) -> Completion:
    """Return the row as it is, once no other change of it can come between."""
    row = Completion.objects.select_for_update().awaited().filter(pk=completion.pk).first()
    if row is None:
        raise NotAwaited
    row.dossier = completion.dossier
    return row


def send_completion(completion: Completion) -> Completion:
    """Send what is completed, and return it as it is kept; one that is sent already is returned.

    In one transaction: the answers are checked and frozen with the files, columns follow them, and
    the transition of the kind writes history and mails.

    Raises:
        CompletionRefused: not by its carrier, something is to correct, or nothing has changed.
        NotAwaited: the service went on without it.
    """
    if completion.dossier.opened_by:
        raise CompletionRefused(
            "Vos réponses sont gardées. Seule la personne qui porte ce dossier peut envoyer le "
            "complément."
        )
    with transaction.atomic():
        rows = Dossier.objects.select_for_update(of=("self",)).select_related("call")
        dossier = rows.get(pk=completion.dossier_id)
        kept = dossier.completions.select_for_update().get(pk=completion.pk)
        kept.dossier = dossier
        if kept.sent_at:
            return kept
        if not kept.is_awaited:
            raise NotAwaited
        parts = open_parts(kept, check=True)
        if not all(each.is_complete for each in parts):
            raise CompletionRefused("Rien n’est encore envoyé\u00a0: des réponses sont à corriger.")
        answers = frozen_answers(kept.answers(), parts)
        files = list(kept.attachments.not_refused())
        if not files and not _says_more(kept, answers):
            raise CompletionRefused(
                "Rien n’a changé depuis votre dépôt\u00a0: modifiez une réponse ou ajoutez une "
                "pièce. Si vous n’avez rien à ajouter, dites-le au service par un message."
            )
        _freeze(kept, answers, files, _words(parts))
        _fill_columns(dossier, parts)
        index_dossier(dossier)
        dossier.call_kind.transitions.apply(dossier, COMPLETE, Actor(CARRIER), completion=kept)
    return kept


def _says_more(completion: Completion, answers: list[dict[str, Any]]) -> bool:
    """Whether one of *answers* is not what the file said already."""
    before = completion.before()
    return any(
        value != before.of(each["step"], each["item"]).get(key)
        for each in answers
        for key, value in each["data"].items()
        if value or before.of(each["step"], each["item"]).get(key)
    )


def _words(parts: list[CheckedStep]) -> list[list[list[str]]]:
    """Return what people read, part by part as the answers: whatever becomes of the questions."""
    return [[[each.label, each.text] for each in part.answers] for part in read_checked(parts)]


def _freeze(
    completion: Completion,
    answers: list[dict[str, Any]],
    files: list[Attachment],
    words: list[list[list[str]]],
) -> None:
    completion.sent_at = timezone.now()
    completion.frozen = {
        "dossier": completion.dossier.number,
        "deposit": completion.dossier.digest,
        "asked_at": completion.asked_at.isoformat(),
        "text": completion.text,
        "questions": completion.questions,
        "pieces": completion.pieces,
        "answers": answers,
        "words": words,
        "files": frozen_files(files),
        "sent_at": completion.sent_at.isoformat(),
    }
    completion.digest = digest_of(completion.frozen)
    completion.typed = {}  # what is frozen is the one truth from now on
    completion.save(update_fields=["sent_at", "frozen", "digest", "typed"])


def _fill_columns(dossier: Dossier, parts: list[CheckedStep]) -> None:
    """Have the columns of the file, and of its projects, say what it now says."""
    fill_columns(dossier, parts)
    columns = {each for part in parts if not part.step.repeated for each in columns_of(part)}
    if columns:
        dossier.save(update_fields=sorted(columns))
    for part in parts:
        if part.step.repeated and (found := columns_of(part)):
            dossier.projects.filter(item=part.item).update(**found)


def acknowledge(change: Change) -> None:
    """Write to the carrier that the completion has come, and to the service: an effect."""
    completion = change.data["completion"]
    context = {"completion": completion}
    tell_carrier(change.subject, COMPLETION_RECEIPT, context, occasion=completion.number)
    tell_service(change.subject, COMPLETED, context, occasion=completion.number)

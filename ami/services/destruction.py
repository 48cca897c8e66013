"""Destroying files for good: what a bordereau, visaed and ordered, says, and nothing more.

A file at a time: what the store holds of it leaves first, then every row about it in one
transaction, with the mark on its line. Killed at any moment, the work goes on where it was
(``manage.py follow_calls``, each minute).
"""

from collections.abc import Iterable
from urllib.parse import parse_qsl

from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import Storage
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import ModelLogEntry

from ami.eliminations import ELIMINATIONS, FINISH
from ami.models import (
    Bordereau,
    BordereauLine,
    Dossier,
    DossierTag,
    Export,
    PreviewPicture,
    SavedQueue,
    Takeover,
)
from ami.models.attachment import folder_of, private_storage
from core.rows import for_each
from core.text.words import fold
from core.workflow import Actor, Change

AT_ONCE = 100  # files destroyed by one run: the other work of the minute waits for it


def destroy_ordered() -> tuple[int, list[str]]:
    """Destroy the files of the bordereaux that are ordered; return how many, and what failed.

    Safe to repeat, and to run twice at once.
    """
    destroyed = 0

    def destroy_line(row: BordereauLine) -> None:
        nonlocal destroyed
        line = BordereauLine.objects.select_for_update().get(pk=row.pk)
        if line.destroyed_at is None:
            _destroy(line)
            destroyed += 1

    failures: list[str] = []
    for bordereau in Bordereau.objects.being_destroyed():
        waiting = bordereau.leaving().filter(destroyed_at=None)
        failures += for_each(list(waiting.only("pk")[:AT_ONCE]), destroy_line)
        if not waiting.exists():
            failures += for_each([bordereau], _finish)
    return destroyed, failures


def _destroy(line: BordereauLine) -> None:
    """Destroy the file of *line*, in a transaction that is open.

    Raises:
        OSError: the store does not let go of something. No row leaves: it is tried again.
    """
    dossier = line.dossier
    if dossier is not None:
        exports = _exports_telling_of(dossier)
        _empty_store(dossier, exports)
        _erase_traces(dossier)
        tags = list(dossier.tags.values_list("pk", flat=True))
        Export.objects.filter(pk__in=[each.pk for each in exports]).delete()
        dossier.delete()
        DossierTag.objects.unused().filter(pk__in=tags).delete()
    line.dossier = None
    line.destroyed_at = timezone.now()
    line.save(update_fields=["dossier", "destroyed_at"])


def empty_folder(storage: Storage, folder: str) -> None:
    """Delete all that *folder* holds, known to the database or not, then the folder itself."""
    try:
        _, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        storage.delete(f"{folder}/{name}")
    storage.delete(folder)


def _exports_telling_of(dossier: Dossier) -> list[Export]:
    """Return the exports that hold *dossier*, or say that somebody searched it by its names."""
    words, held = _telling_words(dossier), set(dossier.exports.values_list("pk", flat=True))
    # Locked: one that is being made is seen whole, with its file, or makes none.
    known = Export.objects.select_for_update(of=("self",))
    return [each for each in known if each.pk in held or _says_one_of(words, each.title)]


def _empty_store(dossier: Dossier, exports: Iterable[Export]) -> None:
    """Delete what the store holds of *dossier*: its folder, what was drawn of it, its copies."""
    empty_folder(private_storage(), folder_of(dossier))
    drawn = PreviewPicture.objects.filter(preview__attachment__dossier=dossier)
    for file in [*(each.file for each in drawn), *(each.file for each in exports)]:
        if file.name:
            file.storage.delete(file.name)


def _erase_traces(dossier: Dossier) -> None:
    """Erase what names *dossier* or its people and does not go with its row."""
    words = _telling_words(dossier)
    asked = Q(reference__iexact=str(dossier.number)) | Q(reference__iexact=dossier.access_email)
    takeovers = Takeover.objects.filter(Q(dossier=dossier) | Q(dossier=None) & asked)
    mails = [each.outgoing_mails.all() for each in dossier.opinions.all()]
    file = Dossier.objects.filter(pk=dossier.pk)
    for rows in (file, takeovers, dossier.outgoing_mails.all(), *mails):
        _erase_log(rows)
    takeovers.delete()
    for queue in SavedQueue.objects.all():
        searched = " ".join(value for _, value in parse_qsl(queue.query))
        if _says_one_of(words, f"{queue.name} {searched}"):
            queue.delete()


def _erase_log(rows: models.QuerySet) -> None:
    """Erase what Wagtail noted of the actions of staff on *rows*."""
    kind = ContentType.objects.get_for_model(rows.model)
    numbers = [str(pk) for pk in rows.values_list("pk", flat=True)]
    ModelLogEntry.objects.filter(content_type=kind, object_id__in=numbers).delete()


def _telling_words(dossier: Dossier) -> set[str]:
    """Return what a view of the queue may have kept of what staff searched it by."""
    named = (
        str(dossier.number),
        dossier.carrier_name,
        dossier.contact_name,
        dossier.access_email,
        dossier.contact_email,
    )
    return {fold(each) for each in named if each}


def _says_one_of(words: Iterable[str], text: str) -> bool:
    folded = fold(text)
    return any(word in folded for word in words)


def _finish(row: Bordereau) -> None:
    """Say *row* destroyed, unless another run has."""
    unfinished = Bordereau.objects.being_destroyed().select_for_update().filter(pk=row.pk)
    for bordereau in unfinished:
        ELIMINATIONS.apply(bordereau, FINISH, Actor.system())


def write_end(change: Change) -> None:
    """Note the day when nothing was left: an effect of the end."""
    change.subject.destroyed_at = timezone.now()
    change.subject.save(update_fields=["destroyed_at"])

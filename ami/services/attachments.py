"""Files joined to a dossier: kept as soon as they are sent, gone with their row."""

import hashlib
import logging
import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Count, QuerySet, Sum

from ami.attachments import MAX_NAME, AttachmentRefused, Room, check_file, check_room
from ami.models import Attachment, Dossier
from ami.services.drafts import lock_draft
from ami.services.scanning import ask_for_scan, state_before_scan
from core.stored_files import NOT_KEPT

logger = logging.getLogger(__name__)
UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def add_files(dossier: Dossier, files: Iterable[UploadedFile]) -> list[str]:
    """Keep the *files* that may be; return why each of the others is refused.

    The same file sent again, by its name and content, is there already: nothing more is kept.

    Raises:
        NotADraft: the file is deposited.
    """
    refusals = []
    for file in files:
        try:
            _add(dossier, file)
        except AttachmentRefused as refusal:
            refusals.append(refusal.message)
    return refusals


@transaction.atomic
def _add(dossier: Dossier, file: UploadedFile) -> None:
    lock_draft(dossier)
    keep_file(file, dossier.own_files(), dossier)


def keep_file(
    file: UploadedFile, among: QuerySet[Attachment], dossier: Dossier, **whose: Any
) -> None:
    """Keep *file* of *dossier* with those that it is *among*, with the fields *whose*.

    The same file sent again, by its name and content, is there already: nothing more is kept.

    Raises:
        AttachmentRefused: its kind is not taken, they have no room for it, or the store fails.
    """
    name = clean_name(file.name or "")
    try:
        _keep(file, name, among, dossier, whose)
    except OSError as error:
        logger.error("a file of dossier %s is not kept (%s)", dossier.pk, type(error).__name__)
        raise AttachmentRefused(name, NOT_KEPT) from error


def _keep(
    file: UploadedFile,
    name: str,
    among: QuerySet[Attachment],
    dossier: Dossier,
    whose: dict[str, Any],
) -> None:
    extension = check_file(file, name)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    if among.filter(name=name, sha256=digest.hexdigest()).exists():
        return
    check_room(name, file.size or 0, room_of(among))
    file.seek(0)
    Attachment.objects.create(
        dossier=dossier,
        file=file,
        name=name,
        extension=extension,
        size=file.size or 0,
        sha256=digest.hexdigest(),
        sent_by=dossier.writer,
        scan=state_before_scan(),
        **whose,
    )
    ask_for_scan()


def room_of(files: QuerySet[Attachment]) -> Room:
    """Return how many *files* there are, and what they weigh."""
    held = files.aggregate(number=Count("pk"), total=Sum("size"))
    return Room(held["number"], held["total"] or 0)


def refusals_of(files: Iterable[UploadedFile], room: Room) -> list[str]:
    """Return why each of the *files* that may not join those of *room* is refused; keep nothing."""
    refusals = []
    for file in files:
        try:
            name = clean_name(file.name or "")
            check_file(file, name)
            check_room(name, file.size or 0, room)
        except AttachmentRefused as refusal:
            refusals.append(refusal.message)
        else:
            room = Room(room.number + 1, room.total + (file.size or 0))
    return refusals


@transaction.atomic
def remove_file(dossier: Dossier, key: str) -> bool:
    """Take a file of a draft away; return whether it was there.

    Raises:
        NotADraft: the file is deposited.
    """
    lock_draft(dossier)
    deleted, _ = dossier.own_files().filter(key=key).delete()
    return bool(deleted)


def clean_name(name: str) -> str:
    """Return the name of a file as it may be shown: no folder, no sign that hides its end."""
    last = PurePosixPath(name.replace("\\", "/")).name
    seen = UNSEEN.sub("", unicodedata.normalize("NFC", last)).strip() or "fichier"
    stem, dot, extension = seen.rpartition(".")
    room = MAX_NAME - len(dot + extension)
    return f"{stem[:room]}{dot}{extension}" if room > 0 else seen[:MAX_NAME]

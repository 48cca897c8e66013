"""Files joined to a dossier: kept as soon as they are sent, gone with their row."""

import hashlib
import logging
import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone

from ami.attachments import MAX_NAME, AttachmentRefused, Room, check_file
from ami.models import Attachment, Dossier
from ami.services.drafts import NotADraft
from ami.services.scanning import ask_for_scan, state_before_scan

logger = logging.getLogger(__name__)
NOT_KEPT = "ce fichier n’a pas pu être enregistré. Réessayez dans quelques minutes."
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
        except OSError as error:
            logger.error("a file of dossier %s is not kept (%s)", dossier.pk, type(error).__name__)
            name = clean_name(file.name or "")
            refusals.append(AttachmentRefused(name, NOT_KEPT).message)
    return refusals


@transaction.atomic
def _add(dossier: Dossier, file: UploadedFile) -> None:
    _lock(dossier)
    mine = dossier.attachments.filter(message=None)
    name = clean_name(file.name or "")
    held = mine.aggregate(number=Count("pk"), total=Sum("size"))
    extension = check_file(file, name, Room(held["number"], held["total"] or 0))
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    if mine.filter(name=name, sha256=digest.hexdigest()).exists():
        return
    file.seek(0)
    Attachment.objects.create(
        dossier=dossier,
        file=file,
        name=name,
        extension=extension,
        size=file.size or 0,
        sha256=digest.hexdigest(),
        scan=state_before_scan(),
    )
    ask_for_scan()


@transaction.atomic
def remove_file(dossier: Dossier, key: str) -> bool:
    """Take a file of a draft away; return whether it was there.

    Raises:
        NotADraft: the file is deposited.
    """
    _lock(dossier)
    deleted, _ = dossier.attachments.filter(key=key, message=None).delete()
    return bool(deleted)


def _lock(dossier: Dossier) -> None:
    """Let no other change of the draft come between; say that it was touched."""
    if not Dossier.objects.drafts().filter(pk=dossier.pk).update(touched_at=timezone.now()):
        raise NotADraft


def clean_name(name: str) -> str:
    """Return the name of a file as it may be shown: no folder, no sign that hides its end."""
    last = PurePosixPath(name.replace("\\", "/")).name
    seen = UNSEEN.sub("", unicodedata.normalize("NFC", last)).strip() or "fichier"
    stem, dot, extension = seen.rpartition(".")
    room = MAX_NAME - len(dot + extension)
    return f"{stem[:room]}{dot}{extension}" if room > 0 else seen[:MAX_NAME]

"""Joined files are drawn once they may be read: by a worker, never while somebody waits.

docs/decisions/0049-what-leaves.md says how a hostile file is held.
"""

import logging
from functools import partial

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import transaction

from ami.models import Attachment, Preview, PreviewPicture
from core.previews import PDF, PICTURE, Drawing, NotDrawn, draw
from core.rows import failure_of, name_of

logger = logging.getLogger(__name__)
KINDS = {"pdf": PDF, "jpg": PICTURE, "jpeg": PICTURE, "png": PICTURE}  # by extension
AT_ONCE = 20  # files of one task: the worker has exports to make too
ASKED_AGAIN_AFTER = 300  # seconds, should the task be lost
ASKED = "ami.previews.asked"


def ask_for_previews() -> bool:
    """Have the files that wait drawn soon; once, however often it is asked.

    Return whether some wait, and were not asked for yet.
    """
    from ami.tasks import draw_previews  # which calls this module

    if not Attachment.objects.to_draw(KINDS).exists():
        return False
    asked = cache.add(ASKED, True, ASKED_AGAIN_AFTER)
    if asked:
        transaction.on_commit(draw_previews.enqueue, robust=True)
    return bool(asked)


def draw_waiting_previews() -> tuple[int, list[str]]:
    """Draw the files that staff may read and that are not drawn yet, ``AT_ONCE`` at most.

    Return how many were drawn, and those that failed for another reason than what they hold. Safe
    to repeat: one that cannot be drawn is noted, and asked no more.
    """
    cache.delete(ASKED)
    drawn, failures = 0, []

    def draw_one(file: Attachment) -> None:
        nonlocal drawn
        drawn += _draw(file)

    waiting = Attachment.objects.to_draw(KINDS).order_by("pk")
    for file in list(waiting[:AT_ONCE]):
        failure = failure_of(name_of(file), partial(draw_one, file))
        failures += [failure] if failure else []
    if not failures:
        ask_for_previews()  # those that are left
    return drawn, failures


def _draw(file: Attachment) -> bool:
    """Draw *file*, holding no transaction meanwhile, then keep what came of it."""
    try:
        with file.file.open("rb") as content:
            found = draw(content, KINDS[file.extension])
    except (NotDrawn, FileNotFoundError) as error:
        logger.info("file %s is not drawn: %s", file.pk, type(error).__name__)
        found = None
    with transaction.atomic():
        return _keep(file, found)


def _keep(file: Attachment, found: Drawing | None) -> bool:
    # Destroyed meanwhile, it leaves no picture in the store; else its destruction waits for these.
    if not Attachment.objects.select_for_update(of=("self",)).filter(pk=file.pk):
        return False
    if found is None:
        Preview.objects.get_or_create(attachment=file)
        return False
    preview, _ = Preview.objects.update_or_create(attachment=file, defaults={"pages": found.pages})
    for page, picture in enumerate(found.pictures, 1):
        PreviewPicture.objects.create(
            preview=preview,
            page=page,
            width=picture.width,
            height=picture.height,
            file=ContentFile(picture.content, "page"),
        )
    return True

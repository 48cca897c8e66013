"""The antivirus reads each file once it is kept: nobody waits for it, and nothing is served before.

One that is away loses nothing: the files stay « en attente d’analyse », and ``scan_waiting_files``
catches up (``manage.py follow_calls``, each minute).
"""

import logging
from functools import partial

from django.db import transaction

from ami.mails import FILE_REFUSED
from ami.models import Attachment
from ami.services.links import new_link
from core.mail.queue import queue_mail
from core.net.antivirus import AntivirusAway, find_virus, is_configured
from core.rows import failure_of

logger = logging.getLogger(__name__)


def state_before_scan() -> str:
    """Return the state of a file that has just come."""
    return Attachment.Scan.PENDING if is_configured() else Attachment.Scan.NOT_SCANNED


def ask_for_scan() -> None:
    """Have the files that wait read soon, once the present transaction is committed."""
    from ami.tasks import scan_files  # which calls this module

    if is_configured():
        transaction.on_commit(scan_files.enqueue, robust=True)


def scan_waiting_files(*, lost_too: bool = False) -> tuple[int, list[str]]:
    """Have the antivirus read the files that wait; return how many it read, and those it could not.

    Safe to repeat, and to run twice at once: the first to know says so, and writes the mail.
    Without antivirus, or once it is away, the files go on waiting. One that the store has lost is
    named once, and waits no more.

    Args:
        lost_too: look again for those that the store had lost.
    """
    read, failures, away = 0, [], False

    def scan_unless_away(file: Attachment) -> None:
        nonlocal read, away
        try:
            read += _scan(file)
        except AntivirusAway:
            away = True

    if is_configured():
        waiting = Attachment.objects.to_scan(lost_too=lost_too).select_related("dossier")
        for file in list(waiting):
            failure = failure_of(f"pièce jointe {file.pk}", partial(scan_unless_away, file))
            failures += [failure] if failure else []
            if away:
                logger.error("antivirus: it does not answer, files wait")
                break
    return read, failures


def _scan(file: Attachment) -> bool:
    """Have *file* read, holding no transaction meanwhile, then write what it is.

    Return whether it was read: one that was lost before, and still is, is not.

    Raises:
        FileNotFoundError: the store has just lost it.
    """
    try:
        with file.file.open("rb") as content:
            virus = find_virus(content.chunks())
    except FileNotFoundError:
        if Attachment.objects.to_scan().filter(pk=file.pk).update(scan=Attachment.Scan.LOST):
            raise
        return False
    state = Attachment.Scan.INFECTED if virus else Attachment.Scan.CLEAN
    with transaction.atomic():
        still_unknown = Attachment.objects.to_scan(lost_too=True).filter(pk=file.pk)
        if still_unknown.update(scan=state) and virus:
            logger.warning("antivirus: file %s is refused", file.pk)
            _tell_carrier(file)
    return True


def _tell_carrier(file: Attachment) -> None:
    dossier = file.dossier
    if file.by_service or not dossier.access_email:
        return
    queue_mail(
        FILE_REFUSED,
        about=dossier,
        to=[dossier.access_email],
        context={"dossier": dossier, "name": file.name, "url": new_link(dossier)},
        occasion=file.key.hex,
    )

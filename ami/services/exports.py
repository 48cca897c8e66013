"""Exports that staff ask: long ones are made by the worker, kept some days, and go with the files.

Nothing is opened by their address: who asked downloads it, while they may read the files.
"""

import logging
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from ami.exports.formats import write
from ami.exports.table import Selection
from ami.mails import EXPORT_OVER
from ami.models import CallPage, Dossier, Export
from ami.models.export import end_of_keeping
from ami.permissions import may_read_files, may_take_notes
from core.batches import batches
from core.logs import where_failed
from core.mail.queue import queue_mail

logger = logging.getLogger(__name__)
PAGE = "ami_export:asked"
MOST_AT_ONCE = 5  # unfinished exports of one person
AT_A_TIME = 1000  # rows written at once
NOT_ALLOWED = "Vous n’avez plus le droit de lire ces dossiers."
BROKEN = "Une erreur est survenue ({error}). Relancez l’export\u00a0; si elle revient, dites-le."


class TooManyExports(Exception):
    """The person has as many exports under way as anyone may."""


class ExportStopped(Exception):
    """The export was cancelled, taken again or erased while it was being made."""


def ask_for_export(owner: Any, selection: Selection, kind: str, title: str) -> Export:
    """Have *selection* made as a *kind* of file by the worker, and return where it stands.

    Raises:
        TooManyExports: wait for one of the others, or cancel it.
    """
    if Export.objects.of(owner).unfinished().count() >= MOST_AT_ONCE:
        raise TooManyExports
    keys = selection.keys_in_order()
    with transaction.atomic():
        export = Export.objects.create(
            owner=owner,
            call=selection.call,
            title=title[:300],
            format=kind,
            total=len(keys),
            options={
                "by_project": selection.by_project,
                "with_contacts": selection.with_contacts,
                "with_readings": selection.with_readings,
                "with_notes": selection.with_notes,
            },
        )
        for part in batches(keys, AT_A_TIME):
            export.dossiers.add(*part)
        _enqueue(export)
    return export


def ask_again(export: Export) -> bool:
    """Have an export that failed, was cancelled or stands still made from its beginning."""
    with transaction.atomic():
        current = Export.objects.select_for_update().filter(pk=export.pk).first()
        if current is None or not current.may_be_asked_again:
            return False
        current.state, current.attempt = Export.State.ASKED, current.attempt + 1
        current.done, current.failure = 0, ""
        current.moved_at, current.expires_at = timezone.now(), end_of_keeping()
        current.save()
        _enqueue(current)
    return True


def cancel_export(export: Export) -> bool:
    """Stop an export that is not over; whoever makes it sees it at the next step."""
    unfinished = Export.objects.filter(pk=export.pk).unfinished()
    return bool(unfinished.update(state=Export.State.CANCELLED, moved_at=timezone.now()))


def forget_exports_of(dossiers: Iterable[Dossier]) -> int:
    """Erase every export that holds one of *dossiers*, made or not; return how many.

    Call it wherever files are destroyed or made anonymous, in the transaction that does it: a copy
    must not outlive them. Whoever asked one may ask another of the files that are left.
    """
    forgotten = 0
    for part in batches((each.pk for each in dossiers), AT_A_TIME):
        holding = Export.dossiers.through.objects.filter(dossier__in=part).values("export")
        # Locked: one that is being made is seen whole, with its file, or makes none.
        rows = Export.objects.select_for_update().filter(pk__in=holding)
        keys = list(rows.values_list("pk", flat=True))
        _, deleted = Export.objects.filter(pk__in=keys).delete()
        forgotten += deleted.get("ami.Export", 0)
    return forgotten


def selection_of(export: Export) -> Selection:
    """Return what *export* holds, read as it is now."""
    return Selection(export.call, export.owner, chosen=export.dossiers.all(), **export.options)


def make_export(pk: int, attempt: int) -> None:
    """Make an export, unless it is gone, cancelled, over or asked again meanwhile.

    Safe to repeat: it begins again from nothing.
    """
    mine = Export.objects.filter(pk=pk, attempt=attempt).unfinished()
    if not mine.update(state=Export.State.UNDERWAY, done=0, moved_at=timezone.now()):
        return
    export = Export.objects.select_related("owner", "call").get(pk=pk)
    try:
        _make(export)
    except ExportStopped:
        return
    except Exception as error:  # noqa: BLE001  (whatever it is, who asked is told)
        logger.error("export %s failed: %s", pk, where_failed(error))
        with suppress(ExportStopped):
            _end(export, state=Export.State.FAILED, failure=_failure_of(error))


def _make(export: Export) -> None:
    if not may_read_files(export.owner):
        raise PermissionError(NOT_ALLOWED)
    if export.options["with_notes"] and not may_take_notes(export.owner):
        raise PermissionError(NOT_ALLOWED)
    selection = selection_of(export)
    _leave_out_unreadable(export, selection)
    written = write(selection, export.format, partial(_tell, export))
    with written.file as content:
        size = content.seek(0, 2)
        content.seek(0)
        store = export.file.storage
        name = store.save(export.file.field.generate_filename(export, ""), File(content))
    try:
        made = {"file": name, "extension": written.extension, "size": size, "done": export.total}
        _end(export, state=Export.State.MADE, **made)
    except ExportStopped:
        store.delete(name)
        raise


def _leave_out_unreadable(export: Export, selection: Selection) -> None:
    """Take from *export* the files that its owner may not read any more.

    What it then holds is what they download: they may as long as they read all of it.
    """
    lost = export.dossiers.exclude(pk__in=selection.dossiers().order_by().values("pk"))
    export.dossiers.remove(*lost.only("pk"))
    export.total = export.dossiers.count()
    Export.objects.filter(pk=export.pk).update(total=export.total)


def _tell(export: Export, done: int) -> None:
    """Write how far *export* is, as long as it is wanted.

    Raises:
        ExportStopped: it is not.
    """
    wanted = Export.objects.filter(pk=export.pk, attempt=export.attempt)
    rows = wanted.filter(state=Export.State.UNDERWAY)
    if not rows.update(done=done, moved_at=timezone.now()):
        raise ExportStopped


def _end(export: Export, **values: Any) -> None:
    """Write how *export* ended, and tell who asked.

    Raises:
        ExportStopped: nobody wants it any more.
    """
    with transaction.atomic():
        rows = Export.objects.filter(
            pk=export.pk, attempt=export.attempt, state=Export.State.UNDERWAY
        )
        if not rows.update(moved_at=timezone.now(), **values):
            raise ExportStopped
        export.refresh_from_db()
        if export.owner.email:
            page = urljoin(settings.WAGTAILADMIN_BASE_URL, reverse(PAGE))
            queue_mail(
                EXPORT_OVER,
                about=export,
                to=[export.owner.email],
                context={"export": export, "url": page},
                occasion=str(export.attempt),
            )


def _failure_of(error: Exception) -> str:
    if isinstance(error, PermissionError) and error.args == (NOT_ALLOWED,):
        return NOT_ALLOWED
    return BROKEN.format(error=type(error).__name__)


def _enqueue(export: Export) -> None:
    from ami.tasks import make_export_file  # which calls this module

    task = partial(make_export_file.enqueue, export.pk, export.attempt)
    transaction.on_commit(task, robust=True)


EXPORTED = "ami.export"  # the action, in the log of the call


def log_export(calls: Iterable[CallPage], user: Any, kind: str, number: int) -> None:
    """Write in the history of each of *calls* that *user* took files away as a *kind* of file.

    Args:
        number: how many files left in all, of these calls together.
    """
    for call in calls:
        log(instance=call, action=EXPORTED, user=user, data={"format": kind, "dossiers": number})

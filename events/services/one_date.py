"""One date of an event, changed by its place or by the team: at once, whatever waits to be read."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import transaction

from events.models import Occurrence
from events.services.occurrences import put_off, set_status
from events.states import Status

# What a date is no more once it has a new day.
WITHOUT_A_DAY = (Status.CANCELLED, Status.POSTPONED)


class Overtaken(Exception):
    """Somebody else has said something of the date since it was read."""


def standing(date: Occurrence) -> str:
    """Return what tells whether something else was said of *date*: its state, moment and note."""
    said = [date.status, date.starts_at.isoformat(), date.ends_at.isoformat(), date.note]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


@transaction.atomic
def change_date(
    occurrence: Occurrence, status: str | None, note: str, user: Any, *, seen: str = ""
) -> bool:
    """Give a date its *status* (None: the one it has) and its *note*; False where it had both.

    Args:
        seen: its ``standing`` when it was read, where one must not write over what came since.

    Raises:
        Overtaken: something else was said of it since.
    """
    occurrence = _locked(occurrence)
    status = status or occurrence.status
    if (occurrence.status, occurrence.note) == (status, note):
        return False
    _check(occurrence, seen)
    set_status(occurrence, status, note, user=user)
    return True


@transaction.atomic
def move_date(
    occurrence: Occurrence,
    start: datetime,
    end: datetime,
    note: str,
    user: Any,
    *,
    seen: str = "",
) -> bool:
    """Move a date to *start* and *end* (aware): it is held then, even if it was cancelled.

    The new moment comes last, for who is registered is told the last news alone. False where
    nothing changes. *seen* is as for ``change_date``.

    Raises:
        Overtaken: something else was said of it since.
    """
    occurrence = _locked(occurrence)
    moved = (occurrence.starts_at, occurrence.ends_at) != (start, end)
    if moved or occurrence.note != note:
        _check(occurrence, seen)
    lost = moved and occurrence.status in WITHOUT_A_DAY
    status = Status.SCHEDULED if lost else occurrence.status
    changed = change_date(occurrence, status, note, user)
    if moved:
        put_off(_locked(occurrence), start, end, user=user)
    return changed or moved


def _check(occurrence: Occurrence, seen: str) -> None:
    if seen and seen != standing(occurrence):
        raise Overtaken


def _locked(occurrence: Occurrence) -> Occurrence:
    """Return the row as it is now, which nobody else changes meanwhile."""
    dates = Occurrence.objects.select_for_update(of=("self",)).select_related("event")
    found: Occurrence = dates.get(pk=occurrence.pk)
    return found

"""One date of an event, changed by its place or by the team: at once, whatever waits to be read."""

from datetime import datetime
from typing import Any

from django.db import transaction

from events.models import Occurrence
from events.services.occurrences import put_off, set_status
from events.states import Status

# What a date is no more once it has a new day.
WITHOUT_A_DAY = (Status.CANCELLED, Status.POSTPONED)


@transaction.atomic
def change_date(occurrence: Occurrence, status: str | None, note: str, user: Any) -> bool:
    """Give a date its *status* (None: the one it has) and its *note*; False where it had both."""
    occurrence = _locked(occurrence)
    status = status or occurrence.status
    if (occurrence.status, occurrence.note) == (status, note):
        return False
    set_status(occurrence, status, note, user=user)
    return True


@transaction.atomic
def move_date(occurrence: Occurrence, start: datetime, end: datetime, note: str, user: Any) -> bool:
    """Move a date to *start* and *end* (aware): it is held then, even if it was cancelled.

    The new moment comes last, for who is registered is told the last news alone. False where
    nothing changes.
    """
    occurrence = _locked(occurrence)
    moved = (occurrence.starts_at, occurrence.ends_at) != (start, end)
    lost = moved and occurrence.status in WITHOUT_A_DAY
    status = Status.SCHEDULED if lost else occurrence.status
    changed = change_date(occurrence, status, note, user)
    if moved:
        put_off(_locked(occurrence), start, end, user=user)
    return changed or moved


def _locked(occurrence: Occurrence) -> Occurrence:
    """Return the row as it is now, which nobody else changes meanwhile."""
    dates = Occurrence.objects.select_for_update(of=("self",)).select_related("event")
    found: Occurrence = dates.get(pk=occurrence.pk)
    return found

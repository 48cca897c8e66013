"""The items of a part that repeats: added, copied, put in another order, taken away and back."""

import uuid
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from ami.definitions import StepDefinition
from ami.models import Dossier, RemovedItem, StepAnswers
from ami.services.drafts import lock_draft, position_for_one_more


@transaction.atomic
def add_item(dossier: Dossier, step: StepDefinition, *, copy_of: str = "") -> str:
    """Add an item at the end of *step*, empty or a copy; return its identifier.

    Raises:
        NotADraft: the file is deposited.
        TooManyItems: the part is full.
    """
    rows = _rows(dossier, step)
    place = position_for_one_more(step, rows)
    source = rows.filter(item=copy_of).first() if copy_of else None
    row = StepAnswers.objects.create(
        dossier=dossier,
        step=step.key,
        item=str(uuid.uuid4()),
        position=place,
        data=source.data if source else {},
    )
    return row.item


@transaction.atomic
def move_item(dossier: Dossier, step: StepDefinition, item: str, by: int) -> None:
    """Move *item* up (-1) or down (1) among those of *step*; at the end of the way, nothing.

    Raises:
        NotADraft: the file is deposited.
    """
    rows = list(_rows(dossier, step).order_by("position", "pk"))
    place = next((place for place, row in enumerate(rows) if row.item == item), None)
    if place is None or not 0 <= place + by < len(rows):
        return
    rows.insert(place + by, rows.pop(place))
    for position, row in enumerate(rows):
        row.position = position
    StepAnswers.objects.bulk_update(rows, ["position"])


@transaction.atomic
def remove_item(dossier: Dossier, step: StepDefinition, item: str) -> RemovedItem | None:
    """Take one item away; return what brings it back (``restore_item``), None without one.

    Raises:
        NotADraft: the file is deposited.
    """
    row = _rows(dossier, step).filter(item=item).first()
    if row is None:
        return None
    kept = RemovedItem.objects.keep(dossier, step.key, item, row.data)
    row.delete()
    _rows(dossier, step).filter(position__gt=row.position).update(position=F("position") - 1)
    return kept


@transaction.atomic
def set_aside(
    dossier: Dossier, step: StepDefinition, item: str, typed: dict[str, Any]
) -> RemovedItem:
    """Keep what was *typed* in *item*, for which the part had no room: it may come back.

    Raises:
        NotADraft: the file is deposited.
    """
    lock_draft(dossier)
    return RemovedItem.objects.keep(dossier, step.key, item, typed)


@transaction.atomic
def restore_item(dossier: Dossier, step: StepDefinition, item: str) -> bool:
    """Bring back at the end the item that was taken away; return whether there was one.

    Raises:
        NotADraft: the file is deposited.
        TooManyItems: others have taken its place meanwhile.
    """
    rows = _rows(dossier, step)
    kept = RemovedItem.objects.filter(dossier=dossier, step=step.key, item=item).first()
    if kept is None or rows.filter(item=item).exists():
        return False
    place = position_for_one_more(step, rows)
    StepAnswers.objects.create(
        dossier=dossier, step=step.key, item=item, position=place, data=kept.data
    )
    kept.delete()
    return True


def _rows(dossier: Dossier, step: StepDefinition) -> QuerySet[StepAnswers]:
    """Return the items of *step*, once no other change of the draft can come between."""
    lock_draft(dossier)
    return StepAnswers.objects.filter(dossier=dossier, step=step.key)

"""A draft: begun, filled in part by part, never losing what was typed."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ami.definitions import StepDefinition
from ami.models import CallPage, Dossier, ReplacedAnswers, StepAnswers


class NotADraft(Exception):
    """The file is deposited: its answers no longer change."""


class NotOpen(Exception):
    """The call takes no new file now."""


def begin_draft(call: CallPage) -> Dossier:
    """Return a new draft of *call*, with the questions as they are now.

    Raises:
        NotOpen: the call is not open at this minute.
    """
    if not call.is_open():
        raise NotOpen
    return Dossier.objects.create(
        call=call, kind=call.kind, definition=call.form_definition().as_json()
    )


@transaction.atomic
def save_step(
    dossier: Dossier,
    step: StepDefinition,
    typed: dict[str, Any],
    *,
    item: str = "",
    sequence: int | None = None,
) -> StepAnswers:
    """Keep what was *typed* in *step*, right or wrong, over what was there before.

    Args:
        sequence: that of the answers which the browser started from; None where it does not say.
            When another window has saved since, what differs and is replaced is kept apart
            (``ReplacedAnswers``): the page tells of it.

    Raises:
        NotADraft: the file was deposited meanwhile. What was typed is not lost: the page shows it.
    """
    if not Dossier.objects.drafts().filter(pk=dossier.pk).update(touched_at=timezone.now()):
        raise NotADraft
    row, _ = StepAnswers.objects.select_for_update().get_or_create(
        dossier=dossier, step=step.key, item=item
    )
    if sequence is not None and sequence < row.sequence:
        replaced = {key: old for key, old in row.data.items() if typed.get(key, old) != old}
        if any(replaced.values()):
            ReplacedAnswers.objects.create(dossier=dossier, step=step.key, item=item, data=replaced)
    row.data = row.data | typed
    row.sequence += 1
    row.saved_at = timezone.now()
    row.save(update_fields=["data", "sequence", "saved_at"])
    return row


@transaction.atomic
def remove_item(dossier: Dossier, step: StepDefinition, item: str) -> ReplacedAnswers | None:
    """Take one item of a repeated part away; return what brings it back, None without one."""
    row = StepAnswers.objects.filter(dossier=dossier, step=step.key, item=item).first()
    if row is None or not dossier.is_draft:
        return None
    kept = ReplacedAnswers.objects.create(dossier=dossier, step=step.key, item=item, data=row.data)
    row.delete()
    StepAnswers.objects.filter(dossier=dossier, step=step.key, position__gt=row.position).update(
        position=F("position") - 1
    )
    return kept

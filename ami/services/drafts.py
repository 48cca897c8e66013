"""A draft: begun, filled in part by part, never losing what was typed."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from ami.definitions import FormDefinition, StepDefinition
from ami.models import CallPage, Dossier, ReplacedAnswers, StepAnswers


class NotADraft(Exception):
    """The file is deposited: its answers no longer change."""


class TooManyItems(Exception):
    """The part holds as many items as it may."""


class NotOpen(Exception):
    """The call takes no new file now."""


@dataclass(frozen=True)
class Saved:
    """What a save made: the row, and what it took the place of that another window had typed."""

    row: StepAnswers
    replaced: dict[str, Any]


@transaction.atomic
def begin_draft(call: CallPage, email: str = "", sending: str | None = None) -> Dossier:
    """Return a draft of *call*, with the questions as they are now.

    Args:
        email: where its links will go.
        sending: key of the form that asks for it: the same sending makes one draft.

    Raises:
        NotOpen: the call is not open at this minute.
    """
    if sending and (earlier := Dossier.objects.filter(sending=sending).first()):
        return earlier
    if not call.is_open():
        raise NotOpen
    form = call.form_definition()
    values = {
        "call": call,
        "kind": call.kind,
        "definition": form.as_json(),
        "access_email": email,
        "contact_email": email,
    }
    if sending:
        dossier, is_new = Dossier.objects.get_or_create(sending=sending, defaults=values)
    else:
        dossier, is_new = Dossier.objects.create(**values), True
    if is_new:
        StepAnswers.objects.bulk_create(_first_answers(dossier, form, email))
    return dossier


def _first_answers(dossier: Dossier, form: FormDefinition, email: str) -> list[StepAnswers]:
    """Make what a draft starts with: the items that are asked at least, and the known address."""
    rows = [
        StepAnswers(dossier=dossier, step=step.key, item=str(uuid.uuid4()), position=position)
        for step in form.steps
        if step.repeated
        for position in range(step.least)
    ]
    for step, asked in form.fields():
        if email and asked.column == "contact_email":
            rows.append(StepAnswers(dossier=dossier, step=step.key, data={asked.key: email}))
    return rows


@transaction.atomic
def save_step(
    dossier: Dossier,
    step: StepDefinition,
    typed: dict[str, Any],
    *,
    item: str = "",
    sequence: int | None = None,
) -> Saved:
    """Keep what was *typed* in *step*, right or wrong, over what was there before.

    Args:
        sequence: that of the answers which the browser started from; None where it does not say.
            When another window has saved since, what differs and is replaced is kept apart
            (``ReplacedAnswers``): the page tells of it.

    Raises:
        NotADraft: the file was deposited meanwhile. What was typed is not lost: the page shows it.
        TooManyItems: *item* is not there (removed in another window), and the part is full.
    """
    if not Dossier.objects.drafts().filter(pk=dossier.pk).update(touched_at=timezone.now()):
        raise NotADraft
    rows = StepAnswers.objects.filter(dossier=dossier, step=step.key)
    if item and not rows.filter(item=item).exists() and rows.count() >= step.most:
        raise TooManyItems
    row, _ = StepAnswers.objects.select_for_update().get_or_create(
        dossier=dossier, step=step.key, item=item, defaults={"position": _next(dossier, step)}
    )
    replaced: dict[str, Any] = {}
    if sequence is not None and sequence < row.sequence:
        old = {key: value for key, value in row.data.items() if typed.get(key, value) != value}
        replaced = old if any(old.values()) else {}
        if replaced:
            ReplacedAnswers.objects.keep(dossier, step.key, item, replaced)
    row.data = row.data | typed
    row.sequence += 1
    row.saved_at = timezone.now()
    row.saved_by = dossier.writer
    row.save(update_fields=["data", "sequence", "saved_at", "saved_by"])
    return Saved(row, replaced)


def _next(dossier: Dossier, step: StepDefinition) -> int:
    """Return the position after the last item of *step*."""
    return StepAnswers.objects.filter(dossier=dossier, step=step.key).count()

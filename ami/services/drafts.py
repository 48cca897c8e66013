"""A draft: begun, filled in part by part, never losing what was typed."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ami.definitions import FormDefinition, StepDefinition
from ami.models import CallPage, Dossier, StepAnswers


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
    if not call.is_open():
        raise NotOpen
    form = call.form_definition()
    values = {
        "call": call,
        "kind": call.kind,
        "definition": form.as_json(),
        "requirements": call.requirements,
        "access_email": email.lower(),
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
    origin: str = "",
) -> Saved:
    """Keep what was *typed* in *step*, right or wrong, over what was there before.

    Args:
        sequence: that of the answers which the browser started from; None where it does not say.
            When another window has saved since, the page says what this one replaces.
        origin: what the site took the answers from, where nobody typed them.

    Raises:
        NotADraft: the file was deposited meanwhile. What was typed is not lost: the page shows it.
        TooManyItems: *item* is not there (removed in another window), and the part is full.
    """
    lock_draft(dossier)
    rows = StepAnswers.objects.filter(dossier=dossier, step=step.key)
    row = rows.filter(item=item).first()
    if row is None:
        place = position_for_one_more(step, rows)
        row = StepAnswers(dossier=dossier, step=step.key, item=item, position=place)
    is_late = sequence is not None and sequence < row.sequence
    replaced = replaced_by(typed, row.data) if is_late else {}
    row.data = row.data | typed
    row.sequence += 1
    row.saved_at = timezone.now()
    row.saved_by = dossier.writer
    row.origin = origin
    row.save()
    return Saved(row, replaced)


@transaction.atomic
def fill_in(dossier: Dossier, known: Mapping[str, Mapping[str, Any]], origin: str) -> None:
    """Write into a draft just begun what is *known* already, by part, taken from *origin*.

    What the form does not ask is passed over. A draft in which something was kept since, were the
    form that begins it sent twice, is left as it is.
    """
    if not dossier.is_draft or dossier.step_answers.filter(sequence__gt=0).exists():
        return
    for step in dossier.form.steps:
        answers = known.get(step.key, {})
        asked = {each.key: answers.get(each.key) for each in step.fields}
        if told := {key: value for key, value in asked.items() if value}:
            save_step(dossier, step, told, origin=origin)


def replaced_by(typed: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers of *before* that *typed* takes the place of by something else."""
    return {key: value for key, value in before.items() if value and typed.get(key, value) != value}


def lock_draft(dossier: Dossier) -> None:
    """Let no other change of the draft come between until the transaction ends; it was touched.

    Raises:
        NotADraft: the file is deposited.
    """
    if not Dossier.objects.drafts().filter(pk=dossier.pk).update(touched_at=timezone.now()):
        raise NotADraft


def position_for_one_more(step: StepDefinition, rows: QuerySet[StepAnswers]) -> int:
    """Return the position of one more item after the *rows* of *step*, of a draft that is locked.

    Raises:
        TooManyItems: the part is full.
    """
    count = rows.count()
    if count >= step.most:
        raise TooManyItems
    return count

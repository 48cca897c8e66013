"""The deposit: one file, one number, one mail, however often it is sent."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils import timezone

from ami.definitions import AllAnswers, FieldDefinition, FieldType, StepDefinition
from ami.forms.builder import StepForm, build_form
from ami.forms.fields import YES
from ami.kinds import CARRIER
from ami.mails import ERASURE, REMINDER
from ami.models import Dossier, Project, ReplacedAnswers
from core.mail.queue import withdraw_mails
from core.numbering import next_number
from core.workflow import Actor

DEPOSIT = "deposer"  # the transition, in every kind


class DepositRefused(Exception):
    """The file is not deposited. ``message`` says why, in French."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class PartState(StrEnum):
    """Where a part of a draft stands, as its carrier reads it."""

    TO_DO = "À remplir"
    BEGUN = "Commencé"
    DONE = "Rempli"
    OPTIONAL = "Facultatif"
    TO_CORRECT = "À corriger"


@dataclass(frozen=True)
class CheckedStep:
    """One part, or one item of it, as it stands: its form is bound and knows its errors."""

    step: StepDefinition
    item: str
    form: StepForm

    @property
    def is_begun(self) -> bool:
        return any(any(values) for _, values in self.form.typed.lists())

    @property
    def state(self) -> PartState:
        if self.is_complete:
            return PartState.DONE if self.is_begun else PartState.OPTIONAL
        if not self.is_begun:
            return PartState.TO_DO
        missing = all(
            error.code == "required"
            for errors in self.form.errors.as_data().values()
            for error in errors
        )
        return PartState.BEGUN if missing else PartState.TO_CORRECT

    @property
    def is_complete(self) -> bool:
        return self.form.is_valid()


def check(dossier: Dossier) -> list[CheckedStep]:
    """Return every part of *dossier* as it stands, in order; a part that repeats, item by item."""
    answers = dossier.answers()
    return [
        CheckedStep(step, item, build_form(step, answers, item=item, check=True))
        for step in dossier.form.steps
        if step.fields
        for item in _items(step, answers)
    ]


def refused_legal_form(dossier: Dossier, checked: list[CheckedStep]) -> str:
    """Return the label of the legal form that the kind of call refuses, nothing where it may be."""
    for each in checked:
        for definition in each.step.fields:
            if definition.column == "legal_form":
                given = str(each.form.typed.get(definition.key, ""))
                if given in dossier.call_kind.legal_forms_refused:
                    return dict(definition.choices).get(given, given)
    return ""


def _items(step: StepDefinition, answers: AllAnswers) -> list[str]:
    return [item for item, _ in answers.items.get(step.key, [])] or [""]


def deposit(dossier: Dossier, moment: datetime | None = None) -> Dossier:
    """Deposit *dossier*, and return it as it is kept; one that is deposited already is returned.

    In one transaction: the window of the call is checked, answers and files are frozen with their
    SHA-256, the number is taken, and the transition of the kind writes history and mails.

    Raises:
        DepositRefused: out of time, or not complete.
    """
    with transaction.atomic():
        kept = (
            Dossier.objects.select_for_update(of=("self",))
            .select_related("call")
            .get(pk=dossier.pk)
        )
        if not kept.is_draft:
            return kept
        moment = moment or timezone.now()
        if not kept.may_be_deposited_at(moment):
            raise DepositRefused(
                "L’appel est clos\u00a0: ce dossier ne peut plus être déposé. Votre brouillon "
                "reste lisible."
            )
        checked = check(kept)
        if any(not each.is_complete for each in checked):
            raise DepositRefused(
                "Votre dossier n’est pas complet\u00a0: les parties à corriger sont signalées."
            )
        if refused := refused_legal_form(kept, checked):
            raise DepositRefused(
                f"Cet appel ne s’adresse pas à «\u00a0{refused}\u00a0»\u00a0: ce dossier ne peut "
                "pas être déposé."
            )
        _freeze(kept, checked, moment)
        kept.call_kind.transitions.apply(kept, DEPOSIT, Actor(CARRIER))
    return kept


def _freeze(dossier: Dossier, checked: list[CheckedStep], moment: datetime) -> None:
    dossier.frozen = {
        "definition": dossier.definition,
        "answers": _as_list(dossier.answers(), checked),
        "files": [
            {"name": each.name, "size": each.size, "sha256": each.sha256}
            for each in dossier.own_files().not_refused()
        ],
        "deposited_at": moment.isoformat(),
    }
    dossier.digest = digest_of(dossier.frozen)
    dossier.number = next_number(dossier.call_kind.series)
    dossier.deposited_at = moment
    dossier.deposited_late = not dossier.call.is_open(moment)
    _fill_columns(dossier, checked)
    # The state changes with the transition: number and date come first, as the table wants them.
    Dossier.objects.filter(pk=dossier.pk).update(
        **{
            field.attname: getattr(dossier, field.attname)
            for field in Dossier._meta.concrete_fields
            if field.attname not in ("id", "state", "version", "key")
        }
    )
    Project.objects.bulk_create(_projects(dossier, checked))
    ReplacedAnswers.objects.filter(dossier=dossier).delete()
    for kind in (REMINDER, ERASURE):  # what a draft alone is told
        withdraw_mails(kind, dossier)


def digest_of(frozen: dict[str, Any]) -> str:
    """Return the SHA-256 of *frozen*, written as canonical JSON (sorted keys, UTF-8, no space)."""
    text = json.dumps(frozen, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _as_list(answers: AllAnswers, checked: list[CheckedStep]) -> list[dict[str, Any]]:
    """Return what is answered to what is asked: not what was typed before another answer hid it."""
    return [
        {
            "step": each.step.key,
            "item": each.item,
            "data": {
                key: value
                for key, value in answers.of(each.step.key, each.item).items()
                if key in each.form.fields
            },
        }
        for each in checked
    ]


def _fill_columns(dossier: Dossier, checked: list[CheckedStep]) -> None:
    for each in checked:
        if not each.step.repeated:
            for column, value in _columns(each).items():
                setattr(dossier, column, value)


def _projects(dossier: Dossier, checked: list[CheckedStep]) -> list[Project]:
    """Return the items of the part that repeats, where its definition names columns for them."""
    items = [(each, _columns(each)) for each in checked if each.step.repeated]
    return [
        Project(dossier=dossier, item=each.item, position=position, **columns)
        for position, (each, columns) in enumerate(items)
        if columns
    ]


def _columns(checked: CheckedStep) -> dict[str, Any]:
    """Return what the answers of a part write in columns; a question not asked writes nothing."""
    return {
        definition.column: _as_column(definition, checked.form.cleaned_data.get(definition.key))
        for definition in checked.step.fields
        if definition.column and definition.key in checked.form.fields
    }


def _as_column(definition: FieldDefinition, value: Any) -> Any:
    if definition.type is FieldType.YES_NO:
        return value == YES
    empty_is_null = definition.type in (FieldType.COMMUNE, FieldType.PLACE, FieldType.AMOUNT)
    return "" if value is None and not empty_is_null else value

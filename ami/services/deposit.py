"""The deposit: one file, one number, one mail, however often it is sent."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from ami.checked_steps import CheckedStep, check
from ami.definitions import YES, FieldDefinition, FieldType
from ami.kinds import CARRIER
from ami.mails import ERASURE, REMINDER
from ami.models import Dossier, Project, RemovedItem
from ami.services.freezing import frozen_content
from ami.services.words import index_dossier
from core.mail.queue import withdraw_mails
from core.numbering import next_number
from core.workflow import Actor

DEPOSIT = "deposer"  # the transition, in every kind


class DepositRefused(Exception):
    """The file is not deposited. ``message`` says why, in French."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def refused_legal_form(dossier: Dossier, checked: list[CheckedStep]) -> str:
    """Return the label of the legal form that the kind of call refuses, nothing where it may be."""
    for each in checked:
        for definition in each.step.fields:
            if definition.column == "legal_form":
                given = str(each.form.typed.get(definition.key, ""))
                if given in dossier.call_kind.legal_forms_refused:
                    return dict(definition.choices).get(given, given)
    return ""


def deposit(dossier: Dossier, moment: datetime | None = None) -> Dossier:
    """Deposit *dossier*, and return it as it is kept; one that is deposited already is returned.

    In one transaction: the window of the call is checked, answers and files are frozen with their
    SHA-256, the number is taken, and the transition of the kind writes history and mails.

    Raises:
        DepositRefused: not by its carrier, out of time, not complete, or a mandate is waited for.
    """
    if dossier.opened_by:
        raise DepositRefused("Seule la personne qui porte ce dossier peut le déposer.")
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
        if kept.mandates.pending().exists():
            raise DepositRefused(
                "Quelqu’un vous a aidé à remplir ce dossier : dites d’abord, sur sa première "
                "page, si vous lui donnez mandat."
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
    dossier.deposited_at = moment
    dossier.frozen = frozen_content(dossier, checked)
    dossier.digest = digest_of(dossier.frozen)
    dossier.number = next_number(dossier.call_kind.series)
    dossier.deposited_late = not dossier.call.is_open(moment)
    fill_columns(dossier, checked)
    # The state changes with the transition: number and date come first, as the table wants them.
    Dossier.objects.filter(pk=dossier.pk).update(
        **{
            field.attname: getattr(dossier, field.attname)
            for field in Dossier._meta.concrete_fields
            if field.attname not in ("id", "state", "version", "key")
        }
    )
    Project.objects.bulk_create(_projects(dossier, checked))
    index_dossier(dossier)
    RemovedItem.objects.filter(dossier=dossier).delete()
    for kind in (REMINDER, ERASURE):  # what a draft alone is told
        withdraw_mails(kind, dossier)


def canonical(frozen: object) -> bytes:
    """Write *frozen* in the one way that its SHA-256 knows: sorted keys, UTF-8, no space."""
    return json.dumps(frozen, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest_of(frozen: object) -> str:
    """Return the SHA-256 of *frozen*, written as canonical JSON."""
    return hashlib.sha256(canonical(frozen)).hexdigest()


def fill_columns(dossier: Dossier, checked: list[CheckedStep]) -> None:
    """Have the typed columns of *dossier* say what it answers; nothing is written."""
    for each in checked:
        if not each.step.repeated:
            for column, value in columns_of(each).items():
                setattr(dossier, column, value)


def _projects(dossier: Dossier, checked: list[CheckedStep]) -> list[Project]:
    """Return the items of the part that repeats, where its definition names columns for them."""
    items = [(each, columns_of(each)) for each in checked if each.step.repeated]
    return [
        Project(dossier=dossier, item=each.item, position=position, **columns)
        for position, (each, columns) in enumerate(items)
        if columns
    ]


def columns_of(checked: CheckedStep) -> dict[str, Any]:
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

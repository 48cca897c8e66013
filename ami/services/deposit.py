"""The deposit: one file, one number, one mail, however often it is sent."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from ami.checking import CheckedStep, check
from ami.definitions import YES
from ami.kinds import CARRIER
from ami.models import Dossier, Project, RemovedItem
from ami.services.freezing import frozen_content
from ami.services.words import index_dossier
from core.numbering import next_number
from core.workflow import Actor
from directory.models import Commune, PlacePage

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
    dossier.frozen = frozen_content(dossier, checked, moment)
    dossier.digest = digest_of(dossier.frozen)
    dossier.number = next_number(dossier.call_kind.series)
    dossier.deposited_at = moment
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


def canonical(frozen: dict[str, Any]) -> bytes:
    """Write *frozen* in the one way that its SHA-256 knows: sorted keys, UTF-8, no space."""
    return json.dumps(frozen, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest_of(frozen: dict[str, Any]) -> str:
    """Return the SHA-256 of *frozen*, written as canonical JSON."""
    return hashlib.sha256(canonical(frozen)).hexdigest()


def fill_columns(dossier: Dossier, checked: list[CheckedStep]) -> None:
    """Have the typed columns of *dossier* say what it answers; nothing is written."""
    for each in checked:
        for definition in each.step.fields:
            if definition.column:
                value = each.form.cleaned_data.get(definition.key)
                setattr(dossier, definition.column, _column(definition.column, value))


def _column(name: str, value: Any) -> Any:
    if name == "may_be_promoted":
        return value == YES
    if isinstance(value, Commune | PlacePage):
        return value
    return "" if value is None and name not in ("commune", "place") else value


# Columns of a project, and the question that each repeats.
PROJECT_COLUMNS = {
    "title": "titre",
    "themes": "themes",
    "audiences": "publics",
    "needs": "besoins",
    "maturity": "maturite",
    "budget": "budget",
}


def columns_of_project(checked: CheckedStep) -> dict[str, Any]:
    """Return the columns of a project that the questions of its item fill."""
    answered = checked.form.cleaned_data
    return {column: answered[key] for column, key in PROJECT_COLUMNS.items() if key in answered}


def _projects(dossier: Dossier, checked: list[CheckedStep]) -> list[Project]:
    items = [each for each in checked if each.step.repeated]
    return [
        Project(dossier=dossier, item=each.item, position=position, **columns_of_project(each))
        for position, each in enumerate(items)
    ]

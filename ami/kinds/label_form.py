"""What a request for a label asks: who, which place, then each criterion and what proves it.

The criteria are those of the version of the « cahier des charges » that the call names, and a file
keeps those that it was begun with, as any other question.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ami.definitions import Condition, FieldDefinition, FieldType, FormDefinition, StepDefinition
from core.text.french import uncapitalised

from .ami_form import ATTACHMENTS, CONTACT, STRUCTURE

MET, PARTLY, NOT_MET = "oui", "en-partie", "non"
ANSWERS = ((MET, "Oui"), (PARTLY, "En partie, ou bientôt"), (NOT_MET, "Non"))
ANSWERED, PROOF = "critere-", "preuve-"  # before the code of a criterion, in the key of a question
PROOF_LENGTH = 2000  # characters
CRITERIA = "criteres-"  # before a family of criteria, in the key of its part

PLACE = "lieu"
_PLACE_FIELD = "lieu"  # of the structure, in an AMI: here the place is a part of its own

CARRIER = replace(
    STRUCTURE,
    intro="Le label se demande au nom de la structure qui tient le lieu, publique ou privée.",
    fields=tuple(each for each in STRUCTURE.fields if each.key != _PLACE_FIELD),
)
PLACE_STEP = StepDefinition(
    PLACE,
    "Le lieu",
    "Le lieu qui portera le label. S’il a déjà une fiche dans l’annuaire, choisissez-la.",
    (
        FieldDefinition(
            "fiche",
            "Sa fiche dans l’annuaire",
            FieldType.PLACE,
            "Rien à remplir s’il n’y est pas encore\u00a0: le service créera sa fiche avec vous.",
            required=False,
            column="place",
        ),
        FieldDefinition("nom", "Nom du lieu", max_length=150),
        FieldDefinition("adresse", "Adresse du lieu", FieldType.LONG_TEXT, max_length=300),
        FieldDefinition(
            "projet",
            "Ce que le lieu fait, et pour qui",
            FieldType.LONG_TEXT,
            "Quelques phrases suffisent\u00a0: les critères viennent ensuite, un par un.",
            max_length=3000,
        ),
    ),
)
COMMITMENT = StepDefinition(
    "engagement",
    "Engagement",
    "",
    (
        FieldDefinition(
            "respect",
            "Vous engagez-vous à tenir le cahier des charges tant que le lieu a le label\u00a0?",
            FieldType.YES_NO,
        ),
        FieldDefinition(
            "visite",
            "Acceptez-vous que le service visite le lieu\u00a0?",
            FieldType.YES_NO,
            "Votre réponse ne remplace pas les preuves que vous donnez.",
        ),
    ),
)
PROOFS = replace(
    ATTACHMENTS,
    title="Pièces qui le prouvent",
    intro="Photos, attestations, conventions… Ce que vous joignez aide à comprendre\u00a0; aucune "
    "pièce n’est obligatoire.",
)

LABEL_FORM = FormDefinition("label", 1, (CARRIER, CONTACT, PLACE_STEP, PROOFS, COMMITMENT))


def label_form(call: Any) -> FormDefinition:
    """Return what *call* asks: its criteria stand after the place, one part for each family."""
    if call.requirements is None:
        return LABEL_FORM
    at = next(rank for rank, step in enumerate(LABEL_FORM.steps, start=1) if step.key == PLACE)
    before, after = LABEL_FORM.steps[:at], LABEL_FORM.steps[at:]
    return replace(LABEL_FORM, steps=(*before, *_criteria_steps(call.requirements), *after))


def _criteria_steps(requirements: Any) -> tuple[StepDefinition, ...]:
    """Return a part for each family of the criteria of *requirements*, in its order."""
    families: dict[str, list[Any]] = {}
    for criterion in requirements.criteria.all():
        families.setdefault(criterion.family, []).append(criterion)
    return tuple(map(_criteria_step, families.values()))


def _criteria_step(criteria: list[Any]) -> StepDefinition:
    """Return the part that asks *criteria*, which are of one family."""
    fields = (field for criterion in criteria for field in _fields_of(criterion))
    return StepDefinition(
        f"{CRITERIA}{criteria[0].family}",
        f"Critères\u00a0: {uncapitalised(criteria[0].get_family_display())}",
        "Répondez à chaque critère, puis dites ce qui le montre. Un «\u00a0non\u00a0» ne ferme pas "
        "la porte\u00a0: le service voit avec vous ce qui manque.",
        tuple(fields),
    )


def _fields_of(criterion: Any) -> tuple[FieldDefinition, FieldDefinition]:
    asked = f"{ANSWERED}{criterion.code}"
    advised = "" if criterion.required else "Conseillé, sans être exigé."
    return (
        FieldDefinition(
            asked,
            criterion.wording,
            FieldType.CHOICE,
            " ".join(filter(None, [criterion.plain_wording, advised])),
            required=criterion.required,
            choices=ANSWERS,
        ),
        FieldDefinition(
            f"{PROOF}{criterion.code}",
            "Ce qui le montre",
            FieldType.LONG_TEXT,
            criterion.proof,
            required=False,
            max_length=PROOF_LENGTH,
            condition=Condition(asked, (MET, PARTLY)),
        ),
    )

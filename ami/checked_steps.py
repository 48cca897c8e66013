"""Where each part of a draft stands: what is missing in it, what is wrong."""

from dataclasses import dataclass
from enum import StrEnum

from ami.definitions import AllAnswers, StepDefinition
from ami.forms.builder import StepForm, build_form
from ami.models import Dossier


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


def _items(step: StepDefinition, answers: AllAnswers) -> list[str]:
    return [item for item, _ in answers.items.get(step.key, [])] or [""]

"""What a call asks, as people read it before they begin."""

from dataclasses import dataclass

from ami.definitions import Condition, FieldDefinition, FieldType, FormDefinition, StepDefinition
from core.text.formats import grouped

ANSWERS = {
    FieldType.LONG_TEXT: "un texte",
    FieldType.SIRET: "quatorze chiffres",
    FieldType.NUMBER: "un nombre",
    FieldType.AMOUNT: "un montant en euros",
    FieldType.DATE: "une date",
    FieldType.CHOICE: "un seul choix",
    FieldType.CHOICES: "un ou plusieurs choix",
    FieldType.YES_NO: "oui ou non",
}


@dataclass(frozen=True)
class Question:
    """A question; ``answer`` says what is expected, ``only_if`` when it is asked."""

    label: str
    help: str
    is_required: bool
    answer: str
    choices: tuple[str, ...]
    only_if: str


@dataclass(frozen=True)
class Part:
    """A part of the form."""

    title: str
    intro: str
    repeated: str
    is_optional: bool
    questions: tuple[Question, ...]


def parts_of(form: FormDefinition) -> list[Part]:
    """Return what *form* asks, part by part."""
    return [
        Part(
            title=step.title,
            intro=step.intro,
            repeated=step.item_name if step.repeated else "",
            is_optional=step.optional or not any(each.required for each in step.fields),
            questions=tuple(_question(form, step, each) for each in step.fields),
        )
        for step in form.steps
    ]


def _question(form: FormDefinition, step: StepDefinition, field: FieldDefinition) -> Question:
    return Question(
        label=field.label,
        help=field.help,
        is_required=field.required,
        answer=_answer(field),
        choices=tuple(label for _, label in field.choices),
        only_if=_only_if(form, step, field.condition) if field.condition else "",
    )


def _answer(field: FieldDefinition) -> str:
    said = ANSWERS.get(field.type, "")
    if field.type in (FieldType.TEXT, FieldType.LONG_TEXT) and field.max_length:
        length = f"{grouped(field.max_length)} caractères au plus"
        return ", ".join(filter(None, [said, length]))
    return said


def _only_if(form: FormDefinition, step: StepDefinition, condition: Condition) -> str:
    asked = find_field(form, step, condition)
    if asked is None:
        return ""
    return condition.in_words(asked)


def find_field(
    form: FormDefinition, step: StepDefinition, condition: Condition
) -> FieldDefinition | None:
    """Return the field that a *condition* of a field of *step* looks at; None for none."""
    found = _step_of(form, step, condition)
    return found.field(condition.name) if found else None


def hangs_on_items(form: FormDefinition, step: StepDefinition, condition: Condition) -> bool:
    """Whether a *condition* of a field of *step* looks at a part that repeats, and is another.

    There is then no one answer to look at: the field would never be asked.
    """
    found = _step_of(form, step, condition)
    return found is not None and found.repeated and found.key != step.key


def _step_of(
    form: FormDefinition, step: StepDefinition, condition: Condition
) -> StepDefinition | None:
    return form.step(condition.step) if condition.step else step

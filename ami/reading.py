"""What a file answers, as people read it again: labels instead of keys, in the form's order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from ami.definitions import AllAnswers, FieldDefinition, FieldType, StepDefinition
from ami.forms.builder import build_form
from ami.models import Dossier
from ami.services.deposit import CheckedStep, check
from core.text.formats import euros, long_date, phone
from core.text.french import enumerate_french

MULTIPLE = (FieldType.CHOICES, FieldType.COMMUNES, FieldType.EPCI)


@dataclass(frozen=True)
class Answer:
    """One question and its answer. ``text`` is what was typed where it has *errors*."""

    label: str
    text: str
    errors: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True)
class Part:
    """One part of a file, or one item of it, with its answers."""

    checked: CheckedStep
    title: str
    answers: tuple[Answer, ...]


def read_draft(dossier: Dossier) -> list[Part]:
    """Return every part of a draft as it stands, with what is to correct."""
    return _parts(check(dossier))


def read_deposited(dossier: Dossier) -> list[Part]:
    """Return what was deposited, from what is frozen alone."""
    return read_answers(dossier, dossier.deposited_answers())


def read_answers(dossier: Dossier, answers: AllAnswers) -> list[Part]:
    """Return *answers* to the questions of *dossier*, those that they hold and no other."""
    return _parts(
        CheckedStep(step, item, build_form(step, answers, item=item, check=True))
        for step in dossier.form.steps
        for item, _ in answers.items.get(step.key, [])
    )


def read_part(checked: CheckedStep, place: int) -> Part:
    """Return one part, or the item at *place* of one, as people read it."""
    return Part(checked, title_of(checked, place), tuple(_answers(checked)))


def _parts(checked: Iterable[CheckedStep]) -> list[Part]:
    parts: list[Part] = []
    for each in checked:
        place = 1 + sum(part.checked.step.key == each.step.key for part in parts)
        parts.append(read_part(each, place))
    return parts


def title_of(checked: CheckedStep, place: int) -> str:
    """Name a part; an item by its place and its first answer: « Projet 2 : Un atelier mobile »."""
    step = checked.step
    return item_title(step, place, checked.form.typed.dict()) if step.repeated else step.title


def item_title(step: StepDefinition, place: int, answers: dict[str, Any]) -> str:
    name = f"{step.item_name.capitalize()} {place}"
    first = answers.get(step.fields[0].key) if step.fields else ""
    return f"{name}\u00a0: {first}" if isinstance(first, str) and first.strip() else name


def _answers(checked: CheckedStep) -> Iterable[Answer]:
    form = checked.form
    for definition in checked.step.fields:
        if definition.key not in form.fields:
            continue
        errors = tuple(map(str, form.errors.get(definition.key, ())))
        if errors:
            typed = form.typed.getlist(form.add_prefix(definition.key))
            text = ", ".join(filter(None, typed))
        else:
            text = in_words(definition, form.cleaned_data[definition.key])
        yield Answer(definition.label, text, errors, definition.key)


def in_words(definition: FieldDefinition, value: Any) -> str:
    """Write the clean *value* of an answer; nothing for no answer."""
    if value is None or value == "" or (definition.type in MULTIPLE and not value):
        return ""
    return _WORDS.get(definition.type, _plain)(definition, value)


def _plain(definition: FieldDefinition, value: Any) -> str:
    return str(value)


def _choice(definition: FieldDefinition, value: Any) -> str:
    return dict(definition.choices).get(value, str(value))


def _choices(definition: FieldDefinition, value: Any) -> str:
    return ", ".join(_choice(definition, each) for each in value)


def _several(definition: FieldDefinition, value: Any) -> str:
    return enumerate_french([str(each) for each in value])


_WORDS: dict[FieldType, Callable[[FieldDefinition, Any], str]] = {
    FieldType.CHOICE: _choice,
    FieldType.CHOICES: _choices,
    FieldType.YES_NO: lambda _, value: str(value).capitalize(),
    FieldType.COMMUNES: _several,
    FieldType.EPCI: _several,
    FieldType.AMOUNT: lambda _, value: euros(value),
    FieldType.DATE: lambda _, value: long_date(value),
    FieldType.PHONE: lambda _, value: phone(value),
}

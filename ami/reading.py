"""What a file answers, as people read it again: labels instead of keys, in the form's order."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from ami.checked_steps import CheckedStep, check
from ami.definitions import AllAnswers, FieldDefinition, FieldType, StepDefinition
from ami.forms.builder import build_form
from ami.kinds import kinds
from ami.models import Dossier
from core.text.formats import euros, grouped, long_date, phone
from core.text.french import enumerate_french

# What forms send beside answers, and the labels of what is written outside them.
UNSAID = ("sequence", "plus-tard", "action", "item", "topic", "slot", "retirer")
LABELS = {
    "text": "Votre message",
    "note": "Vos disponibilités",
    "email": "Adresse électronique",
}


@dataclass(frozen=True)
class Answer:
    """One question and its answer. ``text`` is what was typed where it has *errors*."""

    label: str
    text: str
    errors: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True)
class Part:
    """One part of a draft, or one item of it, with its answers."""

    checked: CheckedStep
    title: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class FrozenPart:
    """A part that was deposited or completed, or one item of it, in the words of that day.

    A completion freezes no ``title``: its parts are those of the deposit.
    """

    step: str
    item: str
    title: str
    answers: tuple[Answer, ...]

    @property
    def place(self) -> tuple[str, str]:
        """Part and item: where a completion meets the deposit."""
        return self.step, self.item


def read_draft(dossier: Dossier) -> list[Part]:
    """Return every part of a draft as it stands, with what is to correct."""
    return read_checked(check(dossier))


def read_frozen(frozen: Mapping[str, Any] | None) -> list[FrozenPart]:
    """Return what a deposit or a completion froze, in its words alone; nothing where none did."""
    if frozen is None:
        return []
    parts = []
    for given, words in zip(frozen["answers"], frozen["words"], strict=True):
        title, said = (words["title"], words["answers"]) if isinstance(words, dict) else ("", words)
        answers = tuple(Answer(label, text) for label, text in said)
        parts.append(FrozenPart(given["step"], given["item"], title, answers))
    return parts


def read_answers(dossier: Dossier, answers: AllAnswers) -> list[Part]:
    """Return *answers* to the questions of *dossier*, those that they hold and no other."""
    return read_checked(
        CheckedStep(step, item, build_form(step, answers, item=item, check=True))
        for step in dossier.form.steps
        for item, _ in answers.items.get(step.key, [])
    )


def read_typed_answers(step: StepDefinition, typed: Mapping[str, Any]) -> list[Answer]:
    """Return what was *typed* in *step*, right or wrong, asked or not; nothing for empty answers.

    It shows what is kept nowhere else: each answer that holds something is there.
    """
    fields = tuple(
        replace(each, condition=None, required=False) for each in step.fields if each.key in typed
    )
    bare = replace(step, fields=fields)
    form = build_form(bare, AllAnswers({step.key: [("", dict(typed))]}), check=True)
    return [answer for answer in _answers(CheckedStep(bare, "", form)) if answer.text.strip()]


def lines_of_answers(answers: Iterable[Answer]) -> list[str]:
    """Write *answers* a line each: what another window had typed, and a save took the place of."""
    return [f"{each.label}\u00a0: {each.text}" for each in answers]


def read_sent(step: str, sent: QueryDict) -> list[Answer]:
    """Return what a browser *sent* for a file that it may not open: the labels are of no file.

    Args:
        step: the part that its address names; those of all the kinds of calls are looked at.
    """
    known = {(part.key, field.key): field for kind in kinds() for part, field in kind.form.fields()}
    for kind in kinds():
        if kind.follow_up:  # whose address names no part
            asked = kind.follow_up.step_about(kind.outcomes).fields
            known |= {("", field.key): field for field in asked}
    read = []
    for name, values in sent.lists():
        own_part, own_key = name.partition("-")[0], name.rpartition("-")[2]  # of a completion
        field = known.get((step, name)) or known.get((own_part, own_key))
        field = field or FieldDefinition(name, LABELS.get(name, name))
        text = ", ".join(_choice(field, value) for value in values if value.strip())
        if text and name not in UNSAID and not name.endswith("-sent"):
            read.append(Answer(field.label, text))
    return read


def read_part(checked: CheckedStep, place: int) -> Part:
    """Return one part, or the item at *place* of one, as people read it."""
    return Part(checked, title_of(checked, place), tuple(_answers(checked)))


def read_checked(checked: Iterable[CheckedStep]) -> list[Part]:
    """Return each part that was *checked* as people read it."""
    parts: list[Part] = []
    for each in checked:
        place = 1 + sum(part.checked.step.key == each.step.key for part in parts)
        parts.append(read_part(each, place))
    return parts


def title_of(checked: CheckedStep, place: int) -> str:
    """Name a part; an item by its place and its first answer: « Projet 2 : Un atelier mobile »."""
    step = checked.step
    return item_title(step, place, checked.form.typed.dict()) if step.repeated else step.title


def item_title(step: StepDefinition, place: int | None, answers: dict[str, Any]) -> str:
    """Name an item; one that was taken away has no *place*."""
    name = step.item_name.capitalize() + (f" {place}" if place else "")
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
    if value is None or value == "" or (definition.holds_several and not value):
        return ""
    return _WORDS.get(definition.type, _plain)(definition, value)


def _plain(definition: FieldDefinition, value: Any) -> str:
    return str(value)


def _choice(definition: FieldDefinition, value: Any) -> str:
    return dict(definition.options).get(value, str(value))


def _choices(definition: FieldDefinition, value: Any) -> str:
    return ", ".join(_choice(definition, each) for each in value)


def _several(definition: FieldDefinition, value: Any) -> str:
    return enumerate_french([str(each) for each in value])


_WORDS: dict[FieldType, Callable[[FieldDefinition, Any], str]] = {
    FieldType.CHOICE: _choice,
    FieldType.CHOICES: _choices,
    FieldType.YES_NO: _choice,
    FieldType.COMMUNES: _several,
    FieldType.EPCI: _several,
    FieldType.NUMBER: lambda _, value: grouped(value),
    FieldType.AMOUNT: lambda _, value: euros(value),
    FieldType.DATE: lambda _, value: long_date(value),
    FieldType.PHONE: lambda _, value: phone(value),
}

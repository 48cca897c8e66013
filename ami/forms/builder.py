"""From the definition of a part to the Django form that checks it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from ami.definitions import (
    AllAnswers,
    Condition,
    FieldDefinition,
    FieldType,
    StepDefinition,
)
from ami.forms import fields

MAX_TYPED = 20_000  # characters kept of one answer, whatever its definition says
MAX_CHOICES = 100  # values kept of one answer


@dataclass(frozen=True)
class Question:
    """One question as the page shows it.

    Args:
        only_if: name of the input that it depends on, on the same page, « » for none: shown to who
            has no JavaScript with the condition said in its help, hidden by a script otherwise.
        only_values: answers there that ask it.
        marker: name of a hidden input, for lists that send nothing when nothing is chosen.
    """

    field: BoundField
    definition: FieldDefinition
    only_if: str
    only_values: str
    marker: str


class StepForm(forms.Form):
    """The questions of one part, or of one of its items.

    ``dormant`` holds those that the answers do not ask now, and would after a change on the page.
    """

    dormant: StepForm | None = None

    def __init__(self, *args: Any, step: StepDefinition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step

    @property
    def typed(self) -> QueryDict:
        """What the answers hold, as a browser would send it; of a form that is checked."""
        return cast(QueryDict, self.data)

    @property
    def questions(self) -> list[Question]:
        """Every question that the page shows, in order."""
        return [
            self._question(definition, form[definition.key])
            for definition in self.step.fields
            for form in (self, self.dormant)
            if form is not None and definition.key in form.fields
        ]

    def _question(self, definition: FieldDefinition, field: BoundField) -> Question:
        condition = _condition_here(self.step, definition)
        return Question(
            field,
            definition,
            self.add_prefix(condition.name) if condition else "",
            "|".join(condition.values) if condition else "",
            f"{field.html_name}-sent" if definition.holds_several else "",
        )

    @property
    def problems(self) -> list[dict[str, str]]:
        """What to correct, each with the address of its field, for the summary of errors."""
        return [
            {"label": str(error), "url": f"#{_first_input(self[name])}"}
            for name in self.fields
            for error in self.errors.get(name, ())
        ]


def _first_input(field: BoundField) -> str:
    """Return the id of the first input of *field*: where the summary of errors leads."""
    first = next(iter(field.subwidgets), None) if field.use_fieldset else None
    found = first.id_for_label if first else field.id_for_label
    return found or f"{field.auto_id}"


def build_form(
    step: StepDefinition,
    answers: AllAnswers,
    *,
    item: str = "",
    check: bool = False,
    prefix: str | None = None,
) -> StepForm:
    """Return the form of *step* holding its answers; with its errors, where *check* is asked.

    Only what the conditions ask is checked, given all the *answers*.
    """
    typed = answers.of(step.key, item)
    asked = answers.asked(step, item)
    if check:
        form = StepForm(_as_post(asked, typed, prefix), step=step, prefix=prefix)
    else:
        form = StepForm(initial=typed, step=step, prefix=prefix)
    _add_fields(form, step, asked)
    unasked = [each for each in step.fields if each not in asked and _condition_here(step, each)]
    form.dormant = StepForm(initial=typed, step=step, prefix=prefix)
    _add_fields(form.dormant, step, unasked)
    return form


def _add_fields(form: StepForm, step: StepDefinition, asked: list[FieldDefinition]) -> None:
    for definition in asked:
        shown = replace(definition, help=_help(step, definition))
        form.fields[definition.key] = BUILDERS[definition.type](shown)


def _condition_here(step: StepDefinition, definition: FieldDefinition) -> Condition | None:
    """Return the condition of a question where it looks at the same page."""
    condition = definition.condition
    if condition is None:
        return None
    here = condition.step in ("", step.key)
    return condition if here and step.field(condition.name) else None


def _help(step: StepDefinition, definition: FieldDefinition) -> str:
    """Return the help of a question, with the condition that asks it said in words."""
    condition = _condition_here(step, definition)
    other = condition and step.field(condition.name)
    if not condition or not other:
        return definition.help
    return f"{condition.in_words(other)} {definition.help}".strip()


def read_typed(step: StepDefinition, data: QueryDict, prefix: str = "") -> dict[str, Any]:
    """Return what was typed for *step* in *data*, right or wrong: a draft keeps all of it.

    A field that was not sent (its condition hid it) is left out: what it held before stays.
    """
    typed: dict[str, Any] = {}
    for definition in step.fields:
        name = f"{prefix}-{definition.key}" if prefix else definition.key
        if definition.holds_several:
            # A list of boxes that are all unticked sends nothing but its marker.
            if name in data or f"{name}-sent" in data:
                typed[definition.key] = [
                    _clean(value) for value in data.getlist(name)[:MAX_CHOICES] if value
                ]
        elif name in data:
            typed[definition.key] = _clean(data.get(name, ""))
    return typed


def _clean(value: str) -> str:
    """Drop what no database or document can hold (NUL, lone surrogates), and endless text."""
    text = value.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return text.encode("utf-8", "ignore").decode()[:MAX_TYPED]


def _as_post(
    asked: list[FieldDefinition], typed: Mapping[str, Any], prefix: str | None
) -> QueryDict:
    data = QueryDict(mutable=True)
    for definition in asked:
        name = f"{prefix}-{definition.key}" if prefix else definition.key
        value = typed.get(definition.key, [] if definition.holds_several else "")
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


BUILDERS: dict[FieldType, Callable[[FieldDefinition], forms.Field]] = {
    FieldType.TEXT: fields.text,
    FieldType.LONG_TEXT: fields.long_text,
    FieldType.EMAIL: fields.email,
    FieldType.PHONE: fields.phone,
    FieldType.URL: fields.url,
    FieldType.SIRET: fields.siret,
    FieldType.RNA: fields.rna,
    FieldType.NUMBER: fields.number,
    FieldType.AMOUNT: fields.amount,
    FieldType.DATE: fields.date,
    FieldType.CHOICE: fields.choice,
    FieldType.CHOICES: fields.choices,
    FieldType.YES_NO: fields.yes_no,
    FieldType.COMMUNE: fields.commune,
    FieldType.COMMUNES: fields.communes,
    FieldType.EPCI: fields.epci,
    FieldType.PLACE: fields.place,
}

"""From the definition of a part to the Django form that checks it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from ami.definitions import AllAnswers, FieldDefinition, FieldType, StepDefinition
from ami.forms import fields

MAX_TYPED = 20_000  # characters kept of one answer, whatever its definition says
MAX_CHOICES = 100  # values kept of one answer


class StepForm(forms.Form):
    """The questions of one part, or of one of its items."""

    def __init__(self, *args: Any, step: StepDefinition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step

    @property
    def problems(self) -> list[dict[str, str]]:
        """What to correct, each with the address of its field, for the summary of errors."""
        return [
            {"label": str(error), "url": f"#{self[name].id_for_label or self[name].auto_id}"}
            for name in self.fields
            for error in self.errors.get(name, ())
        ]


def build_form(
    step: StepDefinition,
    answers: AllAnswers,
    *,
    item: str = "",
    check: bool = False,
    prefix: str | None = None,
) -> StepForm:
    """Return the form of *step* holding its answers; with its errors, where *check* is asked.

    Only what the conditions ask is in it, given all the *answers*.
    """
    typed = answers.of(step.key, item)
    asked = answers.asked(step, item)
    if check:
        form = StepForm(_as_post(asked, typed, prefix), step=step, prefix=prefix)
    else:
        form = StepForm(initial=typed, step=step, prefix=prefix)
    for definition in asked:
        form.fields[definition.key] = BUILDERS[definition.type](definition)
    return form


def read_typed(step: StepDefinition, data: QueryDict, prefix: str = "") -> dict[str, Any]:
    """Return what was typed for *step* in *data*, right or wrong: a draft keeps all of it.

    A field that was not sent (its condition hid it) is left out: what it held before stays.
    """
    typed: dict[str, Any] = {}
    for definition in step.fields:
        name = f"{prefix}-{definition.key}" if prefix else definition.key
        if _holds_several(definition):
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


def _holds_several(definition: FieldDefinition) -> bool:
    return definition.type in (FieldType.CHOICES, FieldType.COMMUNES, FieldType.EPCI)


def _as_post(
    asked: list[FieldDefinition], typed: Mapping[str, Any], prefix: str | None
) -> QueryDict:
    data = QueryDict(mutable=True)
    for definition in asked:
        name = f"{prefix}-{definition.key}" if prefix else definition.key
        value = typed.get(definition.key, [] if _holds_several(definition) else "")
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

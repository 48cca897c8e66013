"""What a call asks, as data: steps, and fields in them.

A draft keeps the definition that it was begun with (``FormDefinition.as_json`` in the row): editing
the questions of a call never changes a file already begun. Nothing here touches the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

YES, NO = "oui", "non"
YES_OR_NO = ((YES, "Oui"), (NO, "Non"))


class FieldType(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    SIRET = "siret"
    RNA = "rna"
    NUMBER = "number"
    AMOUNT = "amount"  # euros
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    COMMUNE = "commune"
    COMMUNES = "communes"
    EPCI = "epci"
    PLACE = "place"  # a sheet of the directory


@dataclass(frozen=True)
class Condition:
    """A field is asked only where another one, « step.field », was answered by one of *values*."""

    field: str
    values: tuple[str, ...]

    @property
    def step(self) -> str:
        """The part that it looks at; nothing for that of the field itself."""
        return self.field.rpartition(".")[0]

    @property
    def name(self) -> str:
        """The field that it looks at, in its part."""
        return self.field.rpartition(".")[2]

    def in_words(self, asked: FieldDefinition) -> str:
        """Say when it holds, of the field that it looks at."""
        labels = dict(asked.options)
        values = " ou ".join(f"«\u00a0{labels.get(each, each)}\u00a0»" for each in self.values)
        return f"Seulement si vous répondez {values} à «\u00a0{asked.label}\u00a0»."


@dataclass(frozen=True)
class FieldDefinition:
    """One question.

    Args:
        key: its name in the answers, unique in its step; it never changes once asked.
        choices: (value, label) of what may be chosen.
        max_length: characters of a text; 0 for the limit of its type.
        column: typed column that holds its answer too, for lists and filters: of the file, or of
            the item (``ami.models.Project``) in a part that repeats.
    """

    key: str
    label: str
    type: FieldType = FieldType.TEXT
    help: str = ""
    required: bool = True
    choices: tuple[tuple[str, str], ...] = ()
    max_length: int = 0
    autocomplete: str = ""
    condition: Condition | None = None
    column: str = ""

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """(value, label) of what may be answered, where that is a closed list."""
        return YES_OR_NO if self.type is FieldType.YES_NO else self.choices

    @property
    def holds_several(self) -> bool:
        """Whether its answer is a list."""
        return self.type in (FieldType.CHOICES, FieldType.COMMUNES, FieldType.EPCI)


Fields = tuple[FieldDefinition, ...]


@dataclass(frozen=True)
class StepDefinition:
    """A part of the form, filled in on one page, in any order.

    Args:
        repeated: whether it holds several items of the same questions (projects), from *least* to
            *most* of them. *item_name* is what one is called.
        view: the page of its own that a part needs instead of fields (« attachments »).
    """

    key: str
    title: str
    intro: str = ""
    fields: tuple[FieldDefinition, ...] = ()
    repeated: bool = False
    least: int = 1
    most: int = 20
    item_name: str = ""
    optional: bool = False
    view: str = ""

    def field(self, key: str) -> FieldDefinition | None:
        return next((each for each in self.fields if each.key == key), None)


@dataclass(frozen=True)
class FormDefinition:
    """All that a call asks, in order; *version* rises when its questions change."""

    kind: str
    version: int
    steps: tuple[StepDefinition, ...] = ()

    def step(self, key: str) -> StepDefinition | None:
        return next((each for each in self.steps if each.key == key), None)

    def fields(self) -> Iterator[tuple[StepDefinition, FieldDefinition]]:
        for step in self.steps:
            for each in step.fields:
                yield step, each

    def with_questions(
        self, questions: Mapping[str, tuple[FieldDefinition, ...]]
    ) -> FormDefinition:
        """Return the form with the *questions* of the call added at the end of their steps."""
        steps = tuple(
            replace(step, fields=step.fields + questions.get(step.key, ())) for step in self.steps
        )
        return replace(self, steps=steps)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> FormDefinition:
        """Read back what ``as_json`` wrote; keys of another version of the site are left out."""
        return _read(cls, {**stored, "steps": tuple(map(_step, stored.get("steps", ())))})


def _step(stored: Mapping[str, Any]) -> StepDefinition:
    return _read(StepDefinition, {**stored, "fields": tuple(map(_field, stored.get("fields", ())))})


def _field(stored: Mapping[str, Any]) -> FieldDefinition:
    condition = stored.get("condition")
    return _read(
        FieldDefinition,
        {
            **stored,
            "type": FieldType(stored["type"]),
            "choices": tuple((value, label) for value, label in stored.get("choices", ())),
            "condition": condition and Condition(condition["field"], tuple(condition["values"])),
        },
    )


def _read(cls: type[Any], stored: Mapping[str, Any]) -> Any:
    return cls(**{name: stored[name] for name in cls.__dataclass_fields__ if name in stored})


def part_key(step: str, item: str) -> str:
    """Name a part, or an item of it, in what is stored: « structure », « projets/<item> »."""
    return f"{step}/{item}" if item else step


@dataclass(frozen=True)
class AskedQuestion:
    """A question of a deposited file that is asked again.

    Args:
        field: « » for every question of the part.
        item: of a part that repeats; « » for each of its items.
    """

    step: str
    field: str = ""
    item: str = ""


@dataclass(frozen=True)
class AllAnswers:
    """What a file answers: for each step, one set of answers, or one for each item.

    ``items`` holds, by step, (identifier of the item, answers) in order; a step that is not
    repeated has one item, whose identifier is empty.
    """

    items: Mapping[str, list[tuple[str, dict[str, Any]]]] = field(default_factory=dict)

    def of(self, step: str, item: str = "") -> dict[str, Any]:
        return next((found for key, found in self.items.get(step, []) if key == item), {})

    @classmethod
    def from_list(cls, answers: Iterable[Mapping[str, Any]]) -> AllAnswers:
        """Read what is frozen: a list of parts, each with its item and its answers."""
        items: dict[str, list[tuple[str, dict[str, Any]]]] = {}
        for each in answers:
            items.setdefault(each["step"], []).append((each["item"], each["data"]))
        return cls(items)

    def over(self, others: Mapping[str, dict[str, Any]]) -> AllAnswers:
        """Return these answers where *others*, by ``part_key``, take the place of some."""
        return AllAnswers(
            {
                step: [(item, data | others.get(part_key(step, item), {})) for item, data in items]
                for step, items in self.items.items()
            }
        )

    def fits(self, condition: Condition | None, step: str, item: str) -> bool:
        """Whether *condition* holds for a field of *item* of *step*: within the item first."""
        if condition is None:
            return True
        here = condition.step in ("", step)
        answers = self.of(step, item) if here else self.of(condition.step)
        given = answers.get(condition.name, "")
        found = given if isinstance(given, list) else [given]
        return any(value in condition.values for value in found)

    def asked(self, step: StepDefinition, item: str = "") -> list[FieldDefinition]:
        """Return the fields of *step* that its conditions ask, given the answers."""
        return [each for each in step.fields if self.fits(each.condition, step.key, item)]

"""What a deposited file says now, in words, by question."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ami.definitions import FormDefinition, StepDefinition
from ami.models import Dossier
from ami.reading import Answer, read_answers, read_frozen


@dataclass(frozen=True)
class Words:
    """The words of a file. ``items``: for each part, (item, words by question), in order."""

    form: FormDefinition
    items: dict[str, list[tuple[str, dict[str, str]]]] = field(default_factory=dict)

    def all_of(self, step: str, key: str) -> list[str]:
        """Return the answers to a question, one for each item of its part."""
        return [words.get(key, "") for _, words in self.items.get(step, [])]

    def of_item(self, step: str, key: str, item: str) -> str:
        """Return the answer to a question in one item of its part."""
        return dict(self.items.get(step, [])).get(item, {}).get(key, "")

    def of_column(self, column: str) -> str:
        """Return the answer to the question that fills a typed column; nothing for none."""
        asked = (
            each
            for step, definition in self.form.fields()
            if definition.column == column
            for each in self.all_of(step.key, definition.key)
        )
        return next(asked, "")


class Forms:
    """The forms of a call, each read once: most of its files answer the same."""

    def __init__(self) -> None:
        self._read: list[tuple[dict[str, Any], FormDefinition]] = []

    def of(self, definition: dict[str, Any]) -> FormDefinition:
        for stored, form in self._read:
            if stored == definition:
                return form
        form = FormDefinition.from_json(definition)
        self._read.append((definition, form))
        return form


def words_of(dossier: Dossier, forms: Forms, *, completed: bool) -> Words:
    """Return what *dossier* says, with what was *completed* since: then it takes some queries."""
    frozen = dossier.frozen or {"definition": dossier.definition}
    words = Words(forms.of(frozen["definition"]))
    if completed:
        for part in read_answers(dossier, dossier.current_answers()):
            said = {each.key: each.text for each in part.answers}
            words.items.setdefault(part.checked.step.key, []).append((part.checked.item, said))
        return words
    for frozen_part in read_frozen(dossier.frozen):
        step = words.form.step(frozen_part.step)
        said = dict(_by_key(step, frozen_part.answers)) if step else {}
        words.items.setdefault(frozen_part.step, []).append((frozen_part.item, said))
    return words


def _by_key(step: StepDefinition, said: Iterable[Answer]) -> Iterator[tuple[str, str]]:
    """Yield the key of each question that was asked, and its answer: both come in the same order.

    What is frozen has labels, for people; two questions of a part may bear the same one.
    """
    fields = iter(step.fields)
    for answer in said:
        for definition in fields:
            if definition.label == answer.label:
                yield definition.key, answer.text
                break

"""A completion as people read it: each question asked, what the file said, what is said now."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ami.checking import CheckedStep
from ami.forms.builder import Question
from ami.models import Completion
from ami.reading import Part, read_answers, read_part
from ami.services.completions import open_parts


@dataclass(frozen=True)
class OpenQuestion:
    """A question to answer, and what the file says so far."""

    question: Question
    before: str


@dataclass(frozen=True)
class OpenPart:
    """A part that is open again, or one item of it."""

    title: str
    checked: CheckedStep
    questions: tuple[OpenQuestion, ...]


@dataclass(frozen=True)
class CompletedAnswer:
    """A question that was completed: what the file said, and what was sent."""

    label: str
    before: str
    now: str


@dataclass(frozen=True)
class CompletedPart:
    title: str
    answers: tuple[CompletedAnswer, ...]


def read_open(completion: Completion, *, check: bool = False) -> list[OpenPart]:
    """Return what is to complete; with its errors where *check* is asked."""
    before = _before(completion)
    return [
        OpenPart(part.title, checked, tuple(_open(checked, part)))
        for checked in open_parts(completion, check=check)
        for part in [before[_key(checked)]]
    ]


def read_completed(completion: Completion) -> list[CompletedPart]:
    """Return what was sent, beside what the file said before; of what was not, what is typed.

    What was sent is read in the words that were frozen alone: neither the places that they name
    nor the checks of today change it.
    """
    if completion.frozen:
        return list(_read_sent(completion, completion.frozen))
    before = _before(completion)
    return [
        CompletedPart(part.title, tuple(_completed(checked, part)))
        for checked in open_parts(completion, check=True)
        for part in [before[_key(checked)]]
    ]


def _read_sent(completion: Completion, frozen: dict[str, Any]) -> Iterator[CompletedPart]:
    deposit = completion.dossier.frozen or {"answers": [], "words": []}
    titles: dict[tuple[str, str], str] = {}
    said: dict[tuple[str, str], dict[str, str]] = {}  # by question, before this was sent
    for given, words in zip(deposit["answers"], deposit["words"], strict=True):
        key = given["step"], given["item"]
        titles[key], said[key] = words["title"], dict(words["answers"])
    for earlier in completion.dossier.completions.sent().filter(rank__lt=completion.rank):
        sent = earlier.frozen or {"answers": [], "words": []}
        for given, answers in zip(sent["answers"], sent["words"], strict=True):
            said.setdefault((given["step"], given["item"]), {}).update(answers)
    for given, answers in zip(frozen["answers"], frozen["words"], strict=True):
        key = given["step"], given["item"]
        before = said.get(key, {})
        yield CompletedPart(
            titles.get(key, ""),
            tuple(CompletedAnswer(label, before.get(label, ""), now) for label, now in answers),
        )


def _open(checked: CheckedStep, before: Part) -> Iterator[OpenQuestion]:
    for question in checked.form.questions:
        yield OpenQuestion(question, _text(before, question.definition.key))


def _completed(checked: CheckedStep, before: Part) -> Iterator[CompletedAnswer]:
    for answer in read_part(checked, 1).answers:
        yield CompletedAnswer(answer.label, _text(before, answer.key), answer.text)


def _before(completion: Completion) -> dict[tuple[str, str], Part]:
    parts = read_answers(completion.dossier, completion.before())
    return {_key(part.checked): part for part in parts}


def _key(checked: CheckedStep) -> tuple[str, str]:
    return checked.step.key, checked.item


def _text(part: Part, key: str) -> str:
    return next((each.text for each in part.answers if each.key == key), "")

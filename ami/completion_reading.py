"""A completion as people read it: each question asked, what the file said, what is said now."""

from collections.abc import Iterator
from dataclasses import dataclass

from ami.checked_steps import CheckedStep
from ami.forms.builder import Question
from ami.models import Completion
from ami.reading import Part, read_answers, read_frozen, read_part
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
        return list(_read_sent(completion))
    before = _before(completion)
    return [
        CompletedPart(part.title, tuple(_completed(checked, part)))
        for checked in open_parts(completion, check=True)
        for part in [before[_key(checked)]]
    ]


def _read_sent(completion: Completion) -> Iterator[CompletedPart]:
    deposit = read_frozen(completion.dossier.frozen)
    titles = {part.place: part.title for part in deposit}
    earlier = completion.dossier.completions.sent().filter(rank__lt=completion.rank)
    said: dict[tuple[str, str], dict[str, str]] = {}  # by question, before this was sent
    for part in (*deposit, *(part for each in earlier for part in read_frozen(each.frozen))):
        said.setdefault(part.place, {}).update((each.label, each.text) for each in part.answers)
    for part in read_frozen(completion.frozen):
        before = said.get(part.place, {})
        answers = tuple(
            CompletedAnswer(each.label, before.get(each.label, ""), each.text)
            for each in part.answers
        )
        yield CompletedPart(titles.get(part.place, ""), answers)


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

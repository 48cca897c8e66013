"""A deposited file as staff read it: what is frozen, with what was completed since beside it.

Nothing here asks the database: everything is in the words that were frozen.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ami.models import Completion, Dossier


@dataclass(frozen=True)
class Later:
    """What a completion said of a question, over the deposit."""

    number: str
    at: datetime
    text: str


@dataclass(frozen=True)
class ReviewedAnswer:
    """A question, what was deposited, and what was said since; *was_asked* at the deposit."""

    label: str
    text: str
    later: tuple[Later, ...] = ()
    was_asked: bool = True


@dataclass(frozen=True)
class ReviewedPart:
    """A part of the deposit, or one item of it."""

    title: str
    answers: tuple[ReviewedAnswer, ...]


Said = dict[tuple[str, str], dict[str, list[Later]]]  # by part and item, then by question


def read_reviewed(dossier: Dossier, completions: Iterable[Completion]) -> list[ReviewedPart]:
    """Return what *dossier* says, with what its *completions* that were sent say over it."""
    frozen: dict[str, Any] = dossier.frozen or {"words": [], "answers": []}
    said: Said = {}
    for each in completions:
        for key, label, text in _completed(each):
            later = Later(each.number, each.sent_at or each.asked_at, text)
            said.setdefault(key, {}).setdefault(label, []).append(later)
    return [
        ReviewedPart(
            words["title"],
            tuple(_answers(words["answers"], said.get((given["step"], given["item"]), {}))),
        )
        for words, given in zip(frozen["words"], frozen["answers"], strict=True)
    ]


def _answers(
    words: list[tuple[str, str]], said: dict[str, list[Later]]
) -> Iterator[ReviewedAnswer]:
    """Yield the answers of a part; those that only a completion asked come last."""
    for label, text in words:
        changes, now = [], text
        for each in said.get(label, ()):
            if each.text != now:
                changes.append(each)
            now = each.text
        yield ReviewedAnswer(label, text, tuple(changes))
    deposited = {label for label, _ in words}
    for label, later in said.items():
        if label not in deposited:
            yield ReviewedAnswer(label, "", tuple(later), was_asked=False)


def _completed(completion: Completion) -> Iterator[tuple[tuple[str, str], str, str]]:
    """Yield (part and item, question, answer) of what a completion says, if it was sent."""
    frozen = completion.frozen
    if frozen is None:
        return
    for given, words in zip(frozen["answers"], frozen["words"], strict=True):
        for label, text in words:
            yield (given["step"], given["item"]), label, text

"""A deposited file as staff read it: what is frozen, with what was completed since beside it.

Nothing here asks the database: everything is in the words that were frozen.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from ami.models import Completion, Dossier
from ami.reading import FrozenPart, read_frozen


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
    said: Said = {}
    for each in completions:
        for part in read_frozen(each.frozen):
            for answer in part.answers:
                later = Later(each.number, each.sent_at or each.asked_at, answer.text)
                said.setdefault(part.place, {}).setdefault(answer.label, []).append(later)
    return [
        ReviewedPart(part.title, tuple(_answers(part, said.get(part.place, {}))))
        for part in read_frozen(dossier.frozen)
    ]


def _answers(part: FrozenPart, said: dict[str, list[Later]]) -> Iterator[ReviewedAnswer]:
    """Yield the answers of a part; those that only a completion asked come last."""
    for answer in part.answers:
        changes, now = [], answer.text
        for each in said.get(answer.label, ()):
            if each.text != now:
                changes.append(each)
            now = each.text
        yield ReviewedAnswer(answer.label, answer.text, tuple(changes))
    deposited = {answer.label for answer in part.answers}
    for label, later in said.items():
        if label not in deposited:
            yield ReviewedAnswer(label, "", tuple(later), was_asked=False)

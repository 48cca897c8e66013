"""The readings of a file side by side, criterion by criterion: who says what, in words.

Nothing is added up: the grid advises who prepares the answer, and decides of nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from ami.models import Assessment, CallCriterion, Completion, Dossier, Level, Rating
from ami.models.grid import OPPOSED


@dataclass(frozen=True)
class Said:
    """What one reviewer says of a criterion; ``answered``, its words of then if they changed."""

    who: str
    level: str
    comment: str
    answered: str = ""


@dataclass(frozen=True)
class CriterionOverview:
    """A criterion and what is said of it.

    Args:
        is_retired: whether the grid has it no more; its words are those that were answered.
        said: in the order of the readings.
        opposed: the levels between which reviewers are opposed, in words; nothing where they
            are not.
    """

    label: str
    help: str
    is_retired: bool
    said: tuple[Said, ...]
    opposed: str


@dataclass(frozen=True)
class Reader:
    """A reading of a file, and whether its last completion has come since."""

    assessment: Assessment
    is_outdated: bool


@dataclass(frozen=True)
class GridOverview:
    """The grid of a file; ``is_mine`` says whether one of its readings is of who looks at it."""

    lines: list[CriterionOverview]
    readers: list[Reader]
    is_mine: bool
    may_be_filled: bool

    @property
    def opposed(self) -> list[CriterionOverview]:
        return [each for each in self.lines if each.opposed]


def grid_of(dossier: Dossier, user: Any, completions: Iterable[Completion]) -> GridOverview | None:
    """Return the grid of *dossier* as *user* reads it; None where there is none.

    Args:
        completions: those of the file: what was read before one came is said.
    """
    assessments = list(dossier.assessments.all())
    criteria = list(dossier.call.criteria.all())
    if not criteria and not assessments:
        return None
    sent = max((each.sent_at for each in completions if each.sent_at), default=None)
    return GridOverview(
        lines=overview_of(criteria, assessments),
        readers=[Reader(each, sent is not None and each.saved_at < sent) for each in assessments],
        is_mine=any(each.author_id == user.pk for each in assessments),
        may_be_filled=bool(criteria) and dossier.state_words.awaits_answer,
    )


def overview_of(
    criteria: Sequence[CallCriterion], assessments: Iterable[Assessment]
) -> list[CriterionOverview]:
    """Return what *assessments* say of each criterion: those of the grid, then the retired ones."""
    said: dict[UUID, list[tuple[str, Rating]]] = {}
    for assessment in assessments:
        for rating in assessment.ratings.all():
            said.setdefault(rating.criterion, []).append((assessment.author_name, rating))
    lines = [_line(each, said.pop(each.key, []), is_retired=False) for each in criteria]
    return lines + [_line(found[-1][1], found, is_retired=True) for found in said.values()]


def _line(
    asked: CallCriterion | Rating, found: list[tuple[str, Rating]], *, is_retired: bool
) -> CriterionOverview:
    words = asked.label, asked.help
    said = tuple(
        Said(
            who,
            rating.level_words.lower(),
            rating.comment,
            "" if rating.words == words else ". ".join(filter(None, rating.words)),
        )
        for who, rating in found
    )
    opposed = opposed_levels(rating for _, rating in found)
    return CriterionOverview(asked.label, asked.help, is_retired, said, opposed)


def opposed_levels(ratings: Iterable[Rating]) -> str:
    """Say the levels that oppose *ratings* of one criterion; nothing where none are opposed.

    What was answered to other words is no disagreement (``RatingQuerySet.opposed``).
    """
    by_words: dict[tuple[str, str], list[int]] = {}
    for each in ratings:
        if each.level is not None:
            by_words.setdefault(each.words, []).append(each.level)
    for levels in by_words.values():
        lowest, highest = Level(min(levels)), Level(max(levels))
        if highest - lowest >= OPPOSED:
            return f"«\u00a0{lowest.label.lower()}\u00a0» et «\u00a0{highest.label.lower()}\u00a0»"
    return ""


def grid_digest(criteria: Iterable[CallCriterion]) -> str:
    """Return what tells the words of a grid from others: a form says which ones it showed."""
    shown = "\n".join(f"{each.key}\n{each.label}\n{each.help}" for each in criteria)
    return sha256(shown.encode()).hexdigest()[:16]

"""The columns of the readings: for each criterion who says what, on lines of one cell."""

from collections.abc import Callable, Iterator, Mapping
from uuid import UUID

from ami.exports.columns import Column, Line
from ami.grid import opposed_levels
from ami.models import Assessment, Rating
from core.pages.spreadsheets import Cell


def reading_columns(criteria: Mapping[UUID, str]) -> list[Column]:
    """Return the columns of *criteria*, by their keys: how many read, where they are opposed."""

    def opposed(line: Line) -> Cell:
        found = (
            words
            for key, words in criteria.items()
            if opposed_levels(each for _, each in _ratings(line, key))
        )
        return "\n".join(found)

    return [
        Column("lectures", "Lectures", lambda line: len(line.dossier.assessments.all())),
        Column("avis_opposes", "Avis opposés", opposed),
        *(Column(f"critere.{key}", words, _said_of(key, words)) for key, words in criteria.items()),
        Column("avis_ensemble", "Avis d’ensemble", _whole),
    ]


def _ratings(line: Line, key: UUID) -> Iterator[tuple[Assessment, Rating]]:
    for assessment in line.dossier.assessments.all():
        for rating in assessment.ratings.all():
            if rating.criterion == key:
                yield assessment, rating


def _said_of(key: UUID, words: str) -> Callable[[Line], Cell]:
    def value(line: Line) -> Cell:
        return "\n".join(_said(who, each, words) for who, each in _ratings(line, key))

    return value


def _said(assessment: Assessment, rating: Rating, words: str) -> str:
    """Say a rating, under a heading of other *words* where the criterion was worded anew."""
    then = f"(sur «\u00a0{rating.label}\u00a0»)" if rating.label != words else ""
    level = f"{rating.level_words.lower()} {then}".strip()
    return f"{assessment.author_name}\u00a0: {'. '.join(filter(None, (level, rating.comment)))}"


def _whole(line: Line) -> Cell:
    found = (each for each in line.dossier.assessments.all() if each.comment)
    return "\n".join(f"{each.author_name}\u00a0: {each.comment}" for each in found)

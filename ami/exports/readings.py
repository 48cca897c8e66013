"""The columns of the readings: for each criterion who says what, on lines of one cell."""

from collections.abc import Callable, Iterator, Mapping
from uuid import UUID

from ami.exports.columns import Cell, Column, Line
from ami.grid import opposed_levels
from ami.models import Assessment, Opinion


def reading_columns(criteria: Mapping[UUID, str]) -> list[Column]:
    """Return the columns of *criteria*, by their keys: how many read, where they are opposed."""

    def opposed(line: Line) -> Cell:
        found = (
            words
            for key, words in criteria.items()
            if opposed_levels(each for _, each in _opinions(line, key))
        )
        return "\n".join(found)

    return [
        Column("lectures", "Lectures", lambda line: len(line.dossier.assessments.all())),
        Column("avis_opposes", "Avis opposés", opposed),
        *(Column(f"critere.{key}", words, _said_of(key, words)) for key, words in criteria.items()),
        Column("avis_ensemble", "Avis d’ensemble", _whole),
    ]


def _opinions(line: Line, key: UUID) -> Iterator[tuple[Assessment, Opinion]]:
    for assessment in line.dossier.assessments.all():
        for opinion in assessment.opinions.all():
            if opinion.criterion == key:
                yield assessment, opinion


def _said_of(key: UUID, words: str) -> Callable[[Line], Cell]:
    def value(line: Line) -> Cell:
        return "\n".join(_said(who, each, words) for who, each in _opinions(line, key))

    return value


def _said(assessment: Assessment, opinion: Opinion, words: str) -> str:
    """Say an opinion, under a heading of other *words* where the criterion was worded anew."""
    then = f"(sur «\u00a0{opinion.label}\u00a0»)" if opinion.label != words else ""
    level = f"{opinion.level_words.lower()} {then}".strip()
    return f"{assessment.author_name}\u00a0: {'. '.join(filter(None, (level, opinion.comment)))}"


def _whole(line: Line) -> Cell:
    found = (each for each in line.dossier.assessments.all() if each.comment)
    return "\n".join(f"{each.author_name}\u00a0: {each.comment}" for each in found)

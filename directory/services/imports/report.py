from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from directory.standard.record import Problem


@dataclass(frozen=True)
class RowProblem:
    """What is wrong with a row. ``field`` is empty when the row as a whole is at fault."""

    line: int
    id: str
    field: str
    reason: str


@dataclass(frozen=True)
class MissingPlace:
    """A published place that its source no longer holds, and whether it was withdrawn for that."""

    id: str
    name: str
    withdrawn: bool


@dataclass
class ImportReport:
    """What an import did: identifiers of the source by outcome, and what there is to say.

    Attributes:
        rejected: rows that were not taken; one with several faults is there several times.
        merged: rows of sheets that the team has merged in others: they write nothing.
        warnings: values that were left out of rows that were taken.
        missing: places that their source no longer holds.
        notices: what was not understood of the file as a whole.
    """

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    rejected: list[RowProblem] = field(default_factory=list)
    warnings: list[RowProblem] = field(default_factory=list)
    missing: list[MissingPlace] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def reject(self, line: int, identifier: str, problems: Iterable[Problem]) -> None:
        self.rejected += _of_row(line, identifier, problems)

    def warn(self, line: int, identifier: str, problems: Iterable[Problem]) -> None:
        self.warnings += _of_row(line, identifier, problems)

    @property
    def rejected_rows(self) -> int:
        return len({rejection.line for rejection in self.rejected})

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain values, for JSON."""
        return asdict(self)


def _of_row(line: int, identifier: str, problems: Iterable[Problem]) -> list[RowProblem]:
    return [RowProblem(line, identifier, problem.field, problem.reason) for problem in problems]

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from directory.standard.record import Problem


@dataclass(frozen=True)
class Rejection:
    """Why a row was not taken. ``field`` is empty when the row as a whole is at fault."""

    line: int
    id: str
    field: str
    reason: str


@dataclass
class ImportReport:
    """What an import did: identifiers of the source by outcome, and the rows refused.

    A row with several faults has several rejections.
    """

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)

    def reject(self, line: int, identifier: str, problems: Iterable[Problem]) -> None:
        self.rejected += [
            Rejection(line, identifier, problem.field, problem.reason) for problem in problems
        ]

    @property
    def rejected_rows(self) -> int:
        return len({rejection.line for rejection in self.rejected})

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain values, for JSON."""
        return asdict(self)

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Remark:
    """What is said of an event; ``uid`` and ``title`` are empty where it has none."""

    uid: str
    reason: str
    title: str = ""

    def __str__(self) -> str:
        name = f"«\u00a0{self.title}\u00a0»" if self.title else self.uid or "sans identifiant"
        return f"{name}\u00a0: {self.reason}"


@dataclass
class EventReport:
    """What an import did: titles of the events by outcome, and what there is to say of some.

    Attributes:
        refused: events that were not taken, and why.
        missing: events that the source no longer holds, and what became of them.
        warnings: what was guessed, left out or not understood of events that were taken.
        notices: the same of the file as a whole.
    """

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refused: list[Remark] = field(default_factory=list)
    missing: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def warn(self, uid: str, title: str, reasons: Iterable[str]) -> None:
        """Say each of *reasons* of an event, once."""
        said = (Remark(uid, reason, title) for reason in reasons)
        self.warnings += [each for each in said if each not in self.warnings]

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain values, for JSON."""
        return asdict(self)

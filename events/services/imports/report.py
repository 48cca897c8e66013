from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Refusal:
    """Why an event was not taken; ``uid`` and ``title`` are empty where it has none."""

    uid: str
    reason: str
    title: str = ""

    def __str__(self) -> str:
        name = f"«\u00a0{self.title}\u00a0»" if self.title else self.uid or "sans identifiant"
        return f"{name}\u00a0: {self.reason}"


@dataclass
class EventReport:
    """What an import did: titles of the events by outcome, and the events refused."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain values, for JSON."""
        return asdict(self)

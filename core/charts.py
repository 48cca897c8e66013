"""Numbers as bars beside their labels: a table that anyone reads, drawn besides."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.text.formats import grouped

SMALL = 5  # a public number below it may point to somebody
FEW = f"moins de {SMALL}"


@dataclass(frozen=True)
class Bar:
    """One line of a chart. ``percent`` is its length, of the longest one of the chart.

    A *number* that is too small to be told to anyone is None.
    """

    label: str
    number: int | None
    percent: int = 0

    @property
    def text(self) -> str:
        return FEW if self.number is None else grouped(self.number)


@dataclass(frozen=True)
class Chart:
    """How many *units* (« dossiers ») each of some *things* has.

    ``note`` says what the numbers do not.
    """

    key: str
    title: str
    things: str
    units: str
    bars: tuple[Bar, ...]
    note: str = ""


def chart_of(
    key: str,
    title: str,
    things: str,
    units: str,
    counts: Iterable[tuple[str, int | None]],
    note: str = "",
) -> Chart:
    """Draw *counts*, whose None are too small to be told."""
    found = list(counts)
    longest = max((number or 0 for _, number in found), default=0) or 1
    bars = tuple(
        Bar(label, number, round(100 * (number or 0) / longest)) for label, number in found
    )
    return Chart(key, title, things, units, bars, note)

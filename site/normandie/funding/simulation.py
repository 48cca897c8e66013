"""What the published rule of a scheme gives for some costs: exact decimals, never rounded up."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Simulation:
    """The steps of the computation, in euros: the total, the share of it that the rate gives, then
    what is left of it under ``ceiling``, which is None where none is published.
    """

    total: Decimal
    rate: Decimal
    share: Decimal
    ceiling: Decimal | None

    @property
    def is_capped(self) -> bool:
        return self.ceiling is not None and self.share > self.ceiling

    @property
    def aid(self) -> Decimal:
        """The most that the rule gives."""
        return self.share if self.ceiling is None else min(self.share, self.ceiling)


def simulate(
    amounts: Iterable[Decimal], rate: Decimal | None, ceiling: Decimal | None
) -> Simulation:
    """Work out what *rate*, in percent, gives of *amounts*, to the cent below.

    Raises:
        ValueError: no rate is published, so no amount may be said.
    """
    if rate is None:
        raise ValueError("no rate is published")
    total = sum(amounts, Decimal(0))
    share = (total * rate / 100).quantize(CENT, rounding=ROUND_DOWN)
    return Simulation(total, rate, share, ceiling)

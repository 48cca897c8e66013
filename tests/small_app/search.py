"""What an address asks of the list of loans."""

from dataclasses import dataclass
from typing import Any

from core.cache import VersionedCache
from core.listing.filters import Choices, ClosedListFilter
from core.listing.search import Search
from tests.small_app.models import Loan


class StateFilter(ClosedListFilter[Any]):
    def narrow(self, rows: Any, value: Choices) -> Any:
        return rows.filter(state__in=[choice.value for choice in value])


STATES = {"demande": "Demandé", "accorde": "Accordé"}


@dataclass(frozen=True)
class LoanSearch(Search):
    filters = (StateFilter("etat", "État", STATES),)
    cache = VersionedCache("loans")

    def loans(self) -> Any:
        return self.narrow(Loan.objects.order_by("pk"))

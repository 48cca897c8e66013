"""What each filter of the agenda does beside narrowing a query: it narrows the dates held too."""

from abc import abstractmethod
from typing import TYPE_CHECKING, TypeVar

from core.listing.filters import Filter
from events.querysets import OccurrenceQuerySet

if TYPE_CHECKING:
    from .coming import ComingDates

Value = TypeVar("Value")


class DateFilter(Filter[Value, OccurrenceQuerySet]):
    """Something that is asked of dates; its two ways of narrowing them keep the same ones."""

    @abstractmethod
    def among(self, dates: "ComingDates", value: Value) -> int:
        """Return the set of those of *dates* that fit."""

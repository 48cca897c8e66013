"""Closed lists of the directory: how each narrows the places, and who holds its values."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.expressions import Combinable

from core.listing.choices import choice_rows
from core.listing.filters import Choices, ClosedListFilter, Offered
from directory.models import LabelGrant, PlacePage, Term
from directory.querysets import PlaceQuerySet

from .needs import PlaceTerm


@dataclass(frozen=True)
class Source:
    """Where the values of some closed lists are held: one row per place and value.

    ``param`` says, in the same row, to which list the value belongs.
    """

    rows: Callable[[], QuerySet[Any, Any]]
    place: str
    param: Combinable
    value: str

    def places(self, param: str, **lookup: Any) -> QuerySet[Any, Any]:
        """Ids of the places that hold the value."""
        rows = self.rows().annotate(facet=self.param).filter(facet=param, **lookup)
        return rows.values(self.place)


def constant(text: str) -> Value:
    return Value(text, output_field=CharField())


TERMS = Source(PlaceTerm.objects.all, "placepage", F("term__vocabulary"), "term__slug")
LABELS = Source(LabelGrant.objects.valid, "place", constant("label"), "label__slug")
DEPARTEMENTS = Source(
    PlacePage.objects.all, "pk", constant("departement"), "commune__departement_id"
)
EPCIS = Source(PlacePage.objects.all, "pk", constant("epci"), "commune__epci_id")


def terms(name: str) -> QuerySet[Any, Any]:
    """Return the values of the closed list of terms *name*."""
    held = Term.objects.filter(vocabulary=name)
    return choice_rows(name, held, "slug", "label", F("plain_label"), F("order"))


class PlaceListFilter(ClosedListFilter[PlaceQuerySet]):
    """A closed list of the directory: a place must have one of the values, or ``every`` one."""

    def __init__(
        self,
        name: str,
        title: str,
        offered: Offered = terms,
        source: Source = TERMS,
        *,
        every: bool = False,
    ) -> None:
        super().__init__(name, title, offered)
        self.source, self.every = source, every

    def narrow(self, rows: PlaceQuerySet, value: Choices) -> PlaceQuerySet:
        values = [choice.value for choice in value]
        if not self.every:
            any_of = {f"{self.source.value}__in": values}
            return rows.filter(pk__in=self.source.places(self.name, **any_of))
        for each in values:
            rows = rows.filter(pk__in=self.source.places(self.name, **{self.source.value: each}))
        return rows

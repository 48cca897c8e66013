"""Closed lists of the directory: how each narrows the places, and who holds its values."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from core.listing.choices import choice_rows
from core.listing.filters import Choices, ClosedListFilter, Offered
from directory.models import LabelGrant, PlacePage, Stop, Term
from directory.querysets import PlaceQuerySet

from .needs import PlaceTerm, only_moving


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


def at_their_address() -> QuerySet[Any, Any]:
    """Return the places that their address tells where to find: not what only moves, by stops."""
    return PlacePage.objects.exclude(pk__in=only_moving().filter(stops__isnull=False).values("pk"))


# Where a place stands, and where it stops.
DEPARTEMENTS = (
    Source(at_their_address, "pk", constant("departement"), "commune__departement_id"),
    Source(Stop.objects.all, "place", constant("departement"), "commune__departement_id"),
)
EPCIS = (
    Source(at_their_address, "pk", constant("epci"), "commune__epci_id"),
    Source(Stop.objects.all, "place", constant("epci"), "commune__epci_id"),
)


# What a day at a desk costs, in euros with tax; a tag says each by itself.
DAY_PRICES = {
    "gratuit": "Journée gratuite",
    "moins-de-10": "Journée à moins de 10\u00a0€",
    "10-a-20": "Journée de 10 à 20\u00a0€",
    "plus-de-20": "Journée à plus de 20\u00a0€",
}


def _priced() -> PlaceQuerySet:
    """Return the places that say what a day at a desk costs, each with its ``price_band``."""
    band = Case(
        When(day_price=0, then=Value("gratuit")),
        When(day_price__lt=10, then=Value("moins-de-10")),
        When(day_price__lte=20, then=Value("10-a-20")),
        default=Value("plus-de-20"),
        output_field=CharField(),
    )
    priced: PlaceQuerySet = PlacePage.objects.filter(day_price__isnull=False)
    return priced.annotate(price_band=band)


PRICES = Source(_priced, "pk", constant("prix"), "price_band")


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
        *sources: Source,
        every: bool = False,
    ) -> None:
        super().__init__(name, title, offered)
        self.sources, self.every = sources or (TERMS,), every

    def narrow(self, rows: PlaceQuerySet, value: Choices) -> PlaceQuerySet:
        values = [choice.value for choice in value]
        for each in [[one] for one in values] if self.every else [values]:
            rows = rows.filter(self._holders(each))
        return rows

    def _holders(self, values: list[str]) -> Q:
        """Return what keeps the places that hold one of *values*, by one source or another."""
        held = (
            source.places(self.name, **{f"{source.value}__in": values}) for source in self.sources
        )
        return reduce(or_, (Q(pk__in=places) for places in held))

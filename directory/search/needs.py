"""« J’ai besoin de… »: places that answer a need of the guided way (``directory.guide.needs``)."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When

from core.listing.addresses import Pairs
from core.listing.filters import AskedLabel, Filter
from core.listing.params import SearchParams
from directory.guide.need import Clue, Need
from directory.guide.needs import BY_SLUG as NEEDS
from directory.models import PlacePage, Term, Vocabulary
from directory.querysets import PlaceQuerySet

PlaceTerm = PlacePage.terms.through
MOVES = Clue(Vocabulary.MOBILITY, "itinerant", "")
STAYS = Clue(Vocabulary.MOBILITY, "fixe", "")
RECEIVES_NOBODY = Clue(Vocabulary.ACCESS, "ce-lieu-n-accueille-pas-de-public", "")


class NeedFilter(Filter[Need, PlaceQuerySet]):
    """Places that answer a need, surely or likely."""

    params = ("besoin",)
    missed = -1

    def read(self, params: SearchParams) -> Need | None:
        typed = params.text("besoin")
        if typed and typed not in NEEDS:
            params.say(
                f"Le besoin «\u00a0{typed}\u00a0» n’existe pas\u00a0: il est ignoré.",
                ignored=self.params,
            )
        return NEEDS.get(typed)

    def narrow(self, rows: PlaceQuerySet, value: Need) -> PlaceQuerySet:
        return answering(rows, value)

    def query_pairs(self, value: Need) -> Pairs:
        return [("besoin", value.slug)]

    def labels(self, value: Need, *, elsewhere: bool = False) -> list[AskedLabel]:
        return [AskedLabel(f"Pour {value.purpose}", self.query_pairs(value))]


def answering(places: PlaceQuerySet, need: Need) -> PlaceQuerySet:
    """Keep of *places* those that answer *need*, with ``unsure``: 1 where it is only likely.

    Who receives nobody answers no need: the visitor asks where to go.
    """
    return (
        receiving(places)
        .annotate(
            unsure=Case(
                When(pk__in=holders(need.sure), then=Value(0)),
                When(pk__in=holders(need.likely), then=Value(1)),
                default=Value(2),
            )
        )
        .filter(unsure__lt=2)
    )


def receiving(places: PlaceQuerySet) -> PlaceQuerySet:
    """Leave out of *places* those that say that they receive nobody."""
    return places.exclude(pk__in=holders([RECEIVES_NOBODY]))


def only_moving() -> PlaceQuerySet:
    """Return the places that go from place to place, and receive nobody at their address.

    As ``directory.services.card.only_moves`` tells of one.
    """
    moving = PlacePage.objects.filter(pk__in=holders([MOVES]))
    return moving.exclude(pk__in=holders([STAYS])).order_by()


def holders(clues: Iterable[Clue]) -> QuerySet[Any, Any]:
    """Ids of the places that hold one of the terms of *clues*.

    Terms are named by their ids, read apart: joined, each row of a place would look for its own.
    """
    return PlaceTerm.objects.filter(term__in=terms_of(clues).values("pk")).values("placepage")


def terms_of(clues: Iterable[Clue]) -> QuerySet[Term]:
    """Return the terms of *clues*, in any order."""
    named = (Q(vocabulary=clue.vocabulary, slug=clue.slug) for clue in clues)
    return Term.objects.filter(reduce(or_, named, Q(pk__in=[]))).order_by()

"""Places that answer a need of the guided way (``directory.guide.needs``)."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When

from directory.guide.need import Clue, Need
from directory.models import Vocabulary
from directory.querysets import PlaceQuerySet

from .facets import PlaceTerm

RECEIVES_NOBODY = Clue(Vocabulary.ACCESS, "ce-lieu-n-accueille-pas-de-public", "")


def answering(places: PlaceQuerySet, need: Need) -> PlaceQuerySet:
    """Keep of *places* those that answer *need*, with ``unsure``: 1 where it is only likely.

    Who receives nobody answers no need: the visitor asks where to go.
    """
    return (
        receiving(places)
        .annotate(
            unsure=Case(
                When(pk__in=_holders(need.sure), then=Value(0)),
                When(pk__in=_holders(need.likely), then=Value(1)),
                default=Value(2),
            )
        )
        .filter(unsure__lt=2)
    )


def receiving(places: PlaceQuerySet) -> PlaceQuerySet:
    """Leave out of *places* those that say that they receive nobody."""
    return places.exclude(pk__in=_holders([RECEIVES_NOBODY]))


def _holders(clues: Iterable[Clue]) -> QuerySet[Any, Any]:
    """Ids of the places that hold one of the terms of *clues*."""
    terms = (Q(term__vocabulary=clue.vocabulary, term__slug=clue.slug) for clue in clues)
    return PlaceTerm.objects.filter(reduce(or_, terms, Q(pk__in=[]))).values("placepage")

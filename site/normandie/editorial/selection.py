"""Places that an editor picks for a page: by the filters of the directory, or one by one."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Case, Value, When
from django.http import QueryDict

from directory.cards import PlaceCard, cards_of
from directory.models import PlacePage
from directory.querysets import PlaceQuerySet
from directory.search.places import PlaceSearch
from directory.search.rounds import rounds
from directory.search.tallies import count

LABEL = "label"
POINT = {"lat", "lon"}  # where an editor stood: nothing for a page that everybody reads


def mistakes_in_filters(query: str) -> list[str]:
    """Say, in French, what the directory does not understand in the query string *query*."""
    params = QueryDict(without_mark(query))
    known = set(PlaceSearch.params()) - POINT
    unknown = [
        f"L’annuaire n’a pas de filtre «\u00a0{param[:60]}\u00a0»."
        for param in params
        if param not in known
    ]
    return unknown or list(PlaceSearch.read(params).notices)


def search_of(query: str, *, labelled: bool = False) -> PlaceSearch | None:
    """Return what the query string *query* asks of the directory; what it cannot read is left.

    Args:
        labelled: whether to keep places that hold a label today, whichever it is. None when no
            place holds one.
    """
    asked = QueryDict(without_mark(query), mutable=True)
    if labelled:
        held = list(count(PlaceSearch()).numbers.get(LABEL, {}))
        if not held:
            return None
        asked.setlist(LABEL, held)
    return PlaceSearch.read(asked) if asked else PlaceSearch()


def best_told(search: PlaceSearch) -> PlaceQuerySet:
    """Return the places of *search*, those with the fullest sheets first.

    What a visitor of a page meets first is not what the alphabet puts there: a place that gives its
    hours, its prices and its photos shows what the network is. What moves comes last: one does not
    go and see it.
    """
    moving = rounds.get().moving
    # Where none moves, PostgreSQL would read the constant that is left as the rank of a column.
    last = [Case(When(pk__in=moving, then=Value(1)), default=Value(0))] if moving else []
    return search.fitting().order_by(*last, "-completeness", "-verified_on", "sort_name", "pk")


def without_mark(query: str) -> str:
    """Return *query* as it stands after the « ? » of an address."""
    return query.strip().rpartition("?")[2]


def cards_chosen(ids: Sequence[int], base_url: str, moment: datetime) -> list[PlaceCard]:
    """Return the cards of the places *ids* that visitors may see, in that order."""
    rank = Case(*(When(pk=pk, then=Value(index)) for index, pk in enumerate(ids)))
    places = PlacePage.objects.published().filter(pk__in=ids).order_by(rank)
    return cards_of(places, base_url, moment)

"""Places that an editor picks for a page: by the filters of the directory, or one by one."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Case, Value, When
from django.http import QueryDict

from directory.cards import PlaceCard, cards_of
from directory.models import PlacePage
from directory.search.places import PlaceSearch

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


def search_of(query: str) -> PlaceSearch:
    """Return what the query string *query* asks of the directory; what it cannot read is left."""
    return PlaceSearch.read(QueryDict(without_mark(query)))


def without_mark(query: str) -> str:
    """Return *query* as it stands after the « ? » of an address."""
    return query.strip().rpartition("?")[2]


def cards_chosen(ids: Sequence[int], base_url: str, moment: datetime) -> list[PlaceCard]:
    """Return the cards of the places *ids* that visitors may see, in that order."""
    rank = Case(*(When(pk=pk, then=Value(index)) for index, pk in enumerate(ids)))
    places = PlacePage.objects.published().filter(pk__in=ids).order_by(rank)
    return cards_of(places, base_url, moment)

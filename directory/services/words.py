"""The words of places, as their sheets are found by (docs/decisions/0003-text-search.md)."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from core.text.index import TITLE_WEIGHT, replace_words

from .card import only_moves

if TYPE_CHECKING:
    from directory.models import PlacePage

COMMUNE_WEIGHT = 6
ADDRESS_WEIGHT = 1


def index_places(places: Iterable["PlacePage"]) -> None:
    """Replace the indexed words of *places*."""
    from directory.models import PlaceWord

    replace_words(PlaceWord, ((place, weighted_texts(place)) for place in places))


def weighted_texts(place: "PlacePage") -> Iterator[tuple[str, int]]:
    """Yield the parts of the sheet of *place* that are searched, and how much each tells."""
    yield place.title, TITLE_WEIGHT
    # Nobody is received at the office of what moves: its stops tell where it is.
    yield place.commune.name, ADDRESS_WEIGHT if only_moves(place) else COMMUNE_WEIGHT
    for stop in place.stops.all():
        yield stop.commune.name, COMMUNE_WEIGHT
        yield f"{stop.spot} {stop.note}", ADDRESS_WEIGHT
    yield place.commune.departement.name, 2
    if place.commune.epci:
        yield place.commune.epci.own_name, 2
    for grant in place.grants.all():
        if grant.is_valid():
            yield f"{grant.label.name} labellisé", 5
    for term in place.terms.all():
        yield f"{term.label} {term.plain_label}", 4
    for tag in place.tags.all():
        yield tag.name, 4
    yield place.summary, 3
    for text in (
        place.parent_structure,
        place.other_labels,
        place.address,
        place.address_extra,
        place.body_text,
    ):
        yield text, ADDRESS_WEIGHT

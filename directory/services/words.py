"""The words of places, as their sheets are found by (docs/decisions/0003-text-search.md)."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.db import transaction

from core.text.index import TITLE_WEIGHT, word_weights

if TYPE_CHECKING:
    from directory.models import PlacePage

COMMUNE_WEIGHT = 6


def index_places(places: Iterable["PlacePage"]) -> None:
    """Replace the indexed words of *places*: two queries, however many they are."""
    from directory.models import PlaceWord

    places = list(places)
    words = [  # before the transaction, which keeps the others from writing
        PlaceWord(place=place, stem=stem, weight=weight)
        for place in places
        for stem, weight in word_weights(weighted_texts(place)).items()
    ]
    with transaction.atomic():
        PlaceWord.objects.filter(place__in=places).delete()
        PlaceWord.objects.bulk_create(words, batch_size=5_000)


def weighted_texts(place: "PlacePage") -> Iterator[tuple[str, int]]:
    """Yield the parts of the sheet of *place* that are searched, and how much each tells."""
    yield place.title, TITLE_WEIGHT
    yield place.commune.name, COMMUNE_WEIGHT
    yield place.commune.departement.name, 2
    if place.commune.epci:
        yield place.commune.epci.name, 2
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
        yield text, 1

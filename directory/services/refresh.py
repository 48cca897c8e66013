"""What is computed from a sheet, brought up to date when the sheet changes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from directory.completeness import completeness_of
from directory.text import stems

if TYPE_CHECKING:
    from directory.models import PlacePage

STEM_LENGTH = 60  # of PlaceWord.stem


def refresh_place(place: "PlacePage") -> None:
    """Bring up to date the words by which *place* is found, its completeness, its lowest price."""
    index_places([place])
    computed = {"completeness": completeness_of(place).score, "day_price": day_price_of(place)}
    if any(getattr(place, name) != value for name, value in computed.items()):
        type(place).objects.filter(pk=place.pk).update(**computed)
        for name, value in computed.items():
            setattr(place, name, value)


def day_price_of(place: "PlacePage") -> Decimal | None:
    """Return the lowest price of a day at a desk, in euros, if the place gives one."""
    formulas = [formula for formula in place.formulas.all() if formula.is_day_at_a_desk]
    return min((formula.price for formula in formulas), default=None)


def index_places(places: Iterable["PlacePage"]) -> None:
    """Replace the indexed words of *places*: two queries, however many they are."""
    from directory.models import PlaceWord

    places = list(places)
    PlaceWord.objects.filter(place__in=places).delete()
    PlaceWord.objects.bulk_create(
        (
            PlaceWord(place=place, stem=stem, weight=weight)
            for place in places
            for stem, weight in word_weights(place).items()
        ),
        batch_size=5_000,
    )


def word_weights(place: "PlacePage") -> dict[str, int]:
    """Return the stems of a sheet and their weight: the highest of the parts that hold them."""
    weights: Counter[str] = Counter()
    for text, weight in _weighted_texts(place):
        for stem in stems(text):
            weights[stem[:STEM_LENGTH]] = max(weights[stem[:STEM_LENGTH]], weight)
    return dict(weights)


def _weighted_texts(place: "PlacePage") -> Iterator[tuple[str, int]]:
    yield place.title, 10
    yield place.commune.name, 6
    yield place.commune.departement.name, 2
    if place.commune.epci:
        yield place.commune.epci.name, 2
    for grant in place.grants.valid().select_related("label") if place.pk else ():
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


def refresh_words(**lookup: Any) -> None:
    """Index again the saved places that *lookup* chooses (a filter of ``PlacePage.objects``)."""
    from directory.models import PlacePage

    index_places(
        PlacePage.objects.filter(**lookup)
        .distinct()
        .select_related("commune__departement", "commune__epci")
        .prefetch_related("terms")
    )

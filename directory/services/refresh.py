"""What is computed from a sheet, brought up to date when the sheet changes."""

from functools import partial
from typing import TYPE_CHECKING, Any

from core.batches import batches
from core.rows import failure_of, for_each
from core.text.words import fold
from core.write_lock import sharing_write_lock
from directory.caches import directory_cache
from directory.completeness import completeness_of

from .card import card_data, day_price_of
from .words import index_places

if TYPE_CHECKING:
    from directory.models import PlacePage

SORT_NAME_LENGTH = 255  # of PlacePage.sort_name
BATCH = 100  # places read and written at once
COMPUTED = ("sort_name", "completeness", "day_price", "card")


def refresh_place(place: "PlacePage") -> None:
    """Bring up to date the words by which *place* is found, and what lists show of it."""
    index_places([place])
    before = {name: getattr(place, name) for name in COMPUTED}
    compute(place)
    directory_cache.invalidate()
    after = {name: getattr(place, name) for name in COMPUTED}
    if after != before:
        type(place).objects.filter(pk=place.pk).update(**after)


def refresh_places(**lookup: Any) -> None:
    """Do the same for the saved places that *lookup*, a filter on them, chooses."""
    from directory.models import PlacePage

    chosen = PlacePage.objects.filter(**lookup).distinct()
    places = list(
        chosen.select_related("commune__departement", "commune__epci").prefetch_related(
            *("terms", "formulas", "rooms", "photos__image", "grants__label", "tagged_items__tag"),
            "stops__commune",
        )
    )
    index_places(places)
    for place in places:
        compute(place)
    PlacePage.objects.bulk_update(places, COMPUTED, batch_size=200)
    directory_cache.invalidate()


def refresh_all_places() -> tuple[int, list[str]]:
    """Do the same for all of them; return how many are, and those that could not be, named.

    By batches, and one by one only where one of a batch fails.
    """
    from directory.models import PlacePage

    refreshed, failures = 0, list[str]()
    keys = PlacePage.objects.order_by("pk").values_list("pk", flat=True)
    for part in sharing_write_lock(batches(keys, BATCH)):
        if failure_of(f"lot de {len(part)} lieux", partial(refresh_places, pk__in=part)):
            places = PlacePage.objects.filter(pk__in=part)
            failed = for_each(places, lambda place: refresh_places(pk=place.pk))
        else:
            failed = []
        refreshed += len(part) - len(failed)
        failures += failed
    return refreshed, failures


def compute(place: "PlacePage") -> None:
    """Set, without saving, the fields of *place* that follow from the others."""
    place.sort_name = fold(place.title)[:SORT_NAME_LENGTH]  # the same order on every database
    completeness = completeness_of(place)
    place.completeness = completeness.score
    place.day_price = day_price_of(place)
    missing = [criterion.about[0] for criterion in completeness.missing]
    place.card = card_data(place) | {"missing": missing}

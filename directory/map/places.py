"""Every published place as a light GeoJSON: one file for all visitors, whatever their filters."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from core.pages.files import WrittenFile, json_file
from core.text.formats import phone
from directory.caches import directory_cache
from directory.cards import from_price
from directory.models import PlacePage, Term, Vocabulary
from directory.rounds import CALL_TO_KNOW, is_over, say_stops
from directory.search.places import PlaceSearch
from directory.search.rounds import Rounds, rounds, whereabouts
from directory.search.tallies import PlaceTally

DECIMALS = 5  # of a degree: a metre
COLUMNS = (
    *("pk", "slug", "title", "address", "commune__name", "latitude", "longitude"),
    *("is_example", "phone", "day_price", "card__kinds"),
)


def places_file() -> WrittenFile:
    """Return the file of the places (RFC 7946), written again when the directory changes."""
    return directory_cache.get_or_compute("map-places", (), lambda: json_file(_collection()))


def _collection() -> dict[str, Any]:
    """Read all places with three queries.

    A place whose point is not known has no geometry (RFC 7946 §3.2): the map says how many.
    """
    rows = PlacePage.objects.published().order_by("pk").values(*COLUMNS)
    kinds = _kinds_of_places()
    terms = Term.objects.filter(vocabulary=Vocabulary.KIND).values_list("slug", "label")
    labels = dict(terms.order_by("order"))
    return {
        "type": "FeatureCollection",
        "kinds": labels,
        "features": [
            feature
            for row in rows
            for feature in _features(row, kinds.get(row["pk"], []), labels, rounds.get())
        ],
    }


def _features(
    row: dict[str, Any], kinds: list[str], labels: dict[str, str], found: Rounds
) -> Iterator[dict[str, Any]]:
    """Yield a place where it stands, and each of its stops, told by its ``rank`` in the round.

    What only moves is nowhere but at its stops: where nobody knows them, it has no geometry.
    """
    moves, stops = row["pk"] in found.moving, found.stops.get(row["pk"], ())
    if not moves:
        yield _feature(row, kinds, labels)
    elif not stops:
        nowhere = {"latitude": None, "longitude": None, "address": "", "commune__name": ""}
        yield _feature(row | nowhere, kinds, labels, {"passage": CALL_TO_KNOW, "moves": True})
    for rank, stop in enumerate(stops):
        if is_over(stop, timezone.localdate()):
            continue
        where = {name: stop[name] for name in ("latitude", "longitude")}
        where |= {"address": stop["spot"], "commune__name": stop["commune"]}
        said = {"passage": say_stops([stop]), "moves": moves, "rank": rank}
        yield _feature(row | where, kinds, labels, said)


def stops_near(search: PlaceSearch) -> dict[int, list[int]] | None:
    """Return the ranks of the stops that are where *search* looks, by place; None for anywhere."""
    near = search.near
    if not near:
        return None
    return {
        place: [rank for rank, stop in enumerate(stops) if near.holds(whereabouts(stop))]
        for place, stops in rounds.get().stops.items()
    }


def _kinds_of_places() -> dict[int, list[str]]:
    """Return the slugs of the kinds of each place, in the order of the list."""
    found: dict[int, list[str]] = {}
    rows = PlacePage.terms.through.objects.filter(term__vocabulary=Vocabulary.KIND)
    ordered = rows.order_by("term__order", "term__slug")
    for place, slug in ordered.values_list("placepage_id", "term__slug"):
        found.setdefault(place, []).append(slug)
    return found


def _feature(
    row: dict[str, Any],
    kinds: list[str],
    labels: dict[str, str],
    passage: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Return a place, and its *passage*; what few of them have is not said of the others.

    ``named`` is what its kinds are called where that is more precise than their labels.
    """
    named = row["card__kinds"] or []
    some = {
        "is_example": row["is_example"],
        "phone": phone(row["phone"]),
        "price": from_price(row["day_price"]),
        "named": [] if named == [labels[kind] for kind in kinds] else named,
    }
    point = None
    if row["latitude"] is not None and row["longitude"] is not None:
        coordinates = [round(row["longitude"], DECIMALS), round(row["latitude"], DECIMALS)]
        point = {"type": "Point", "coordinates": coordinates}
    return {
        "type": "Feature",
        "id": row["pk"],
        "geometry": point,
        "properties": {
            "slug": row["slug"],
            "name": row["title"],
            "kinds": kinds,
            "address": row["address"],
            "commune": row["commune__name"],
        }
        | {name: value for name, value in some.items() if value}
        | (passage or {}),
    }


def matching_steps(search: PlaceSearch, tally: PlaceTally) -> list[int] | None:
    """Return the ids of the places that fit *search*, each as its step from the one before.

    None when all fit. Steps compress far better than ids: with 20 000 places most are 1.
    """
    if not (search.is_lost or search.query_pairs(but={"tri"})):
        return None
    ids = sorted(tally.places)
    return [after - before for before, after in zip([0, *ids], ids, strict=False)]

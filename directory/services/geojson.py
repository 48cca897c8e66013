"""Places on a map: GeoJSON (RFC 7946), streamed."""

import json
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from core.batches import batches
from directory.models import PlacePage, Vocabulary
from directory.querysets import PlaceQuerySet
from directory.rounds import lasting_stops

from .exports import CHUNK, with_record_data

# What is told of a stop, and what its card calls it; hours are OSM « opening_hours ».
STOP = {
    "opening_hours": "hours",
    "commune": "commune",
    "insee_code": "insee_code",
    "spot": "spot",
    "note": "note",
    "latitude": "latitude",
    "longitude": "longitude",
}
BATCH = 100  # features per chunk of bytes


def write_geojson(places: PlaceQuerySet, base_url: str, members: dict[str, Any]) -> Iterator[bytes]:
    """Yield a FeatureCollection of *places* by chunks; queries as for ``iter_records``.

    Args:
        places: in any order.
        base_url: absolute address of the directory, with its final slash.
        members: foreign members of the collection (RFC 7946 §6.1): licence, date…
    """
    head = json.dumps({"type": "FeatureCollection"} | members, ensure_ascii=False)[:-1]
    queryset = with_record_data(places.prefetch_related(None).defer(None)).order_by("pk")
    features = (
        json.dumps(feature_of(place, base_url), ensure_ascii=False)
        for place in queryset.defer("body").iterator(chunk_size=CHUNK)
    )
    before = f'{head}, "features": [\n'
    for batch in batches(features, BATCH):
        yield (before + ",\n".join(batch)).encode()
        before = ",\n"
    yield (b"" if before == ",\n" else before.encode()) + b"]}\n"


def feature_of(place: PlacePage, base_url: str) -> dict[str, Any]:
    """Return *place* as a Feature; without geometry when its point is not known (RFC 7946 §3.2).

    The office of what moves is no point to send anybody to: its ``stops`` have theirs.
    """
    point = None
    if place.latitude is not None and not place.card.get("moves"):
        point = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    return {
        "type": "Feature",
        "id": place.public_id,
        "geometry": point,
        "properties": {
            "id": place.public_id,
            "is_example": place.is_example,
            "name": place.title,
            "kind": [term.label for term in place.terms_of(Vocabulary.KIND)],
            "url": f"{base_url}{place.slug}/",
            "address": place.address,
            "postcode": place.postcode,
            "commune": place.commune.name,
            "insee_code": place.commune_id,
            "phone": place.phone,
            "opening_hours": place.hours,
            "moves": place.card.get("moves", False),
            "stops": [
                {name: stop[key] for name, key in STOP.items()}
                for stop in lasting_stops(place.card.get("stops", ()), timezone.localdate())
            ],
            "services": [term.label for term in place.terms_of(Vocabulary.SERVICE)],
            "labels": [
                grant.label.name
                for grant in place.valid_grants
                if not grant.label.is_example  # nobody holds an example
            ],
            "source": place.source,
            "updated_on": place.verified_on.isoformat(),
        },
    }

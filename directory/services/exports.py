"""Places as records of the standard."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch

from core.text.cleaning import clean_line, distinct, plain_text
from directory.models import LabelGrant, PlacePage
from directory.querysets import PlaceQuerySet
from directory.standard.record import PlaceRecord
from directory.standard.vocabularies import VOCABULARIES

from .standard_mapping import COLUMN_OF_VOCABULARY, FIELDS, LINE_FIELDS, granted_labels

CHUNK = 2_000  # places held in memory at once
CODES = {name: {entry.code for entry in entries} for name, entries in VOCABULARIES.items()}


def iter_records(places: PlaceQuerySet) -> Iterator[PlaceRecord]:
    """Yield the records of *places* that exist, in a fixed order, without holding them all.

    The standard has no way to say that a place is an example, and its files are gathered into the
    national map: examples are left out.

    Three queries up to 2 000 places, two more for each further 2 000.
    """
    existing = places.without_examples().prefetch_related(None).defer(None)
    queryset = with_record_data(existing).order_by("pk")
    for place in queryset.iterator(chunk_size=CHUNK):
        yield record_of(place)


def with_record_data(places: PlaceQuerySet) -> PlaceQuerySet:
    """Add to *places* what ``record_of`` reads: two queries more."""
    grants = LabelGrant.objects.valid().select_related("label")
    return places.select_related("commune").prefetch_related(
        "terms", Prefetch("grants", grants, "valid_grants")
    )


def record_of(place: PlacePage) -> PlaceRecord:
    """Return the record of *place*. No query when it comes from ``with_record_data``."""
    values: dict[str, Any] = {
        column: _clean(getattr(place, field)) for column, field in FIELDS.items()
    }
    for column, field in LINE_FIELDS.items():
        values[column] = distinct(clean_line(line) for line in getattr(place, field).splitlines())
    values["autres_formations_labels"] = distinct(
        [*values["autres_formations_labels"], *granted_labels(place)]
    )
    return PlaceRecord(
        id=place.public_id,
        pivot=place.siret or place.rna,
        commune=place.commune.name,
        code_insee=place.commune_id,
        presentation_detail=presentation_of(place),
        **values,
        **_closed_lists(place),
    )


def presentation_of(place: PlacePage) -> str:
    """Return the texts of the detailed presentation, one line a paragraph."""
    # The raw data, because reading photo blocks would fetch each image.
    return plain_text(
        "\n".join(block["value"] for block in place.body.raw_data if block["type"] == "text")
    )


def _clean(value: Any) -> Any:
    return clean_line(value) if isinstance(value, str) else value


def _closed_lists(place: PlacePage) -> dict[str, Any]:
    """Return the terms of *place* by column, those of the standard alone, in its order."""
    values: dict[str, list[str]] = {}
    for term in place.terms.all():
        column = COLUMN_OF_VOCABULARY.get(term.vocabulary)
        if column and term.code in CODES[term.vocabulary]:
            values.setdefault(column, []).append(term.code)
    return {column: tuple(codes) for column, codes in values.items()}

"""The places of the demo: two public data sets, with their names, sources and dates."""

from pathlib import Path

from django.conf import settings

from directory.models import PlacePage

# Each file, and the adapter of ``import_places`` that reads it.
DATA_SETS: dict[Path, str] = {
    settings.REGION.folder / "france-services.csv": "france-services",
    settings.REGION.folder / "tiers-lieux-2019.csv": "tiers-lieux-2019",
}


MANAGED = 3  # real places, where there are no examples to look after


def places_to_manage() -> list[PlacePage]:
    """Return the places of the demo managers, always the same: the examples, else the first ones.

    Nobody is said to look after a real place while there are invented ones.
    """
    places = PlacePage.objects.live().order_by("public_id")
    examples = list(places.filter(is_example=True))
    return examples or list(places.exclude(source_id="")[:MANAGED])

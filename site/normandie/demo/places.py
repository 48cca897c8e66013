"""The places of the demo: two public data sets, with their names, sources and dates."""

from pathlib import Path

from directory.models import PlacePage
from directory.services.territory import DATA

# Each file, and the adapter of ``import_places`` that reads it.
DATA_SETS: dict[Path, str] = {
    DATA / "france-services-normandie.csv": "france-services",
    DATA / "tiers-lieux-normandie-2019.csv": "tiers-lieux-2019",
}


def place_to_manage() -> PlacePage:
    """Return the place of the demo manager: the first by its identifier, always the same."""
    return PlacePage.objects.live().exclude(source_id="").earliest("public_id")

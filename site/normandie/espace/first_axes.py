"""The first axes of the road map: what the Région announced of its label, for discussion."""

from django.conf import settings

from normandie.espace.models import RoadmapAxis

FILE = "road-map.toml"


def create_first_axes() -> int:
    """Create those of the region where there is none at all, and return how many.

    It is safe to repeat. A region that has announced nothing has none.
    """
    if RoadmapAxis.objects.exists():
        return 0
    said = settings.REGION.read(FILE)
    axes = [
        RoadmapAxis(**axis, source=said["source"], order=10 * rank)
        for rank, axis in enumerate(said.get("axes", []), start=1)
    ]
    return len(RoadmapAxis.objects.bulk_create(axes))

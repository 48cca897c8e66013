"""How often the invented places are said to be read: they have managers, who would see nothing."""

from collections.abc import Iterable
from random import Random

from django.utils import timezone

from directory.models import PlacePage
from normandie.espace.models import PlaceViews
from normandie.espace.traffic.figures import MONTHS, months_until
from normandie.espace.traffic.models import Viewed

SEED = 2026
MOST = {Viewed.SHEET: 240, Viewed.WORKSHOP: 90}  # in a month


def create_example_views(places: Iterable[PlacePage]) -> None:
    """Give a year of counts to those of *places* that are examples and have none."""
    months = months_until(timezone.localdate().replace(day=1), MONTHS)
    random = Random(SEED)  # noqa: S311  (not a secret)
    for place in places:
        if not place.is_example or PlaceViews.objects.filter(place=place).exists():
            continue
        PlaceViews.objects.bulk_create(
            PlaceViews(place=place, month=month, viewed=viewed, count=random.randint(0, most))
            for month in months
            for viewed, most in MOST.items()
        )

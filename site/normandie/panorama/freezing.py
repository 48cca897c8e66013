"""The figures of a year, kept in the January that follows."""

from collections.abc import Collection
from datetime import date

from normandie.panorama.models import FrozenYear, PanoramaPage

from .figures import Panorama, panorama_of

JANUARY = 1


def freeze_last_year(today: date) -> bool:
    """Keep the figures of the year that is over, once, in January; tell whether it was done.

    Later, what the directory holds would be the figures of another year: one that was never frozen
    stays without. Nothing is kept of a year before the page, nor of a directory that is closed.
    """
    year = today.year - 1
    page = PanoramaPage.objects.live().first()
    if today.month != JANUARY or page is None or page.counts_since.year > year:
        return False
    if FrozenYear.objects.filter(year=year).exists():
        return False
    figures = panorama_of(year, today)
    if not figures.true_series:
        return False
    kept = {"frozen_on": today, "figures": figures.as_json()}
    return FrozenYear.objects.get_or_create(year=year, defaults=kept)[1]


def figures_of(year: int, today: date, frozen: Collection[int]) -> Panorama:
    """Return the figures of *year*: those kept where it is *frozen*, or those known *today*."""
    if year in frozen:
        kept = FrozenYear.objects.get(year=year)
        return Panorama.from_json(year, kept.frozen_on, kept.figures)
    return panorama_of(year, today)

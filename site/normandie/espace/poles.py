"""What the people of a pôle see of its territory."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from directory.models import DirectoryPage, PlacePage, PolePage
from directory.presenters import is_old
from directory.search.poles import communes_of, communes_without, places_in
from events.dates import DateLine, lines_under
from events.models import Occurrence

DATES, PLACES = 10, 200  # shown, at most


@dataclass(frozen=True)
class PlaceState:
    """A place of the territory, and whether its sheet should be looked at again."""

    place: PlacePage
    is_old: bool


@dataclass(frozen=True)
class Territory:
    """The places, whose sheets are the oldest first; the next dates; where there is no place."""

    places: list[PlaceState]
    total: int
    dates: list[DateLine]
    communes: int
    without_place: list[str]


def territory_of(pole: PolePage, request: Any) -> Territory:
    """Return what is known of the territory of *pole*, in as many queries whatever it holds."""
    moment = timezone.localtime()
    communes = communes_of(pole)
    places = places_in(communes)
    oldest = places.select_related("commune").order_by("verified_on", "sort_name", "pk")[:PLACES]
    directory = DirectoryPage.objects.first()
    coming = Occurrence.objects.in_directory().upcoming(moment).held().at_places(places)
    without = communes_without(communes, places)
    return Territory(
        places=[PlaceState(place, is_old(place, moment.date())) for place in oldest],
        total=places.count(),
        dates=lines_under(directory.get_url(request), coming[:DATES]) if directory else [],
        communes=communes.count(),
        without_place=[commune.name for commune in without],
    )

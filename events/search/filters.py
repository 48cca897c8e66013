"""The filters of the agenda. To add one, write it in its module and list it in ``FILTERS``."""

from typing import Any, cast

from core.listing.addresses import Pairs
from core.listing.filters import AskedLabel, Filter
from core.listing.params import MAX_VALUES, SearchParams
from directory.models import PlacePage
from directory.search.named_places import find_named
from directory.search.near import Near, NearFilter
from directory.search.typed_text import TextFilter, TypedText
from events.querysets import OccurrenceQuerySet, directory_is_open

from .closed_lists import CLOSED_LISTS
from .coming import ComingDates
from .date_filter import DateFilter
from .event_text import EventText
from .periods import PeriodFilter


class EventTextFilter(TextFilter[OccurrenceQuerySet], DateFilter[TypedText]):
    """Dates of the events that answer a text."""

    def among(self, dates: ComingDates, value: TypedText) -> int:
        text = cast(EventText, value)
        return dates.of_events(text.events()) if text.parts else dates.everything


class NearDates(NearFilter[OccurrenceQuerySet], DateFilter[Near]):
    """Dates at a place near a point."""

    def narrow(self, rows: OccurrenceQuerySet, value: Near) -> OccurrenceQuerySet:
        if value.centre is None:
            return rows
        places = value.among(PlacePage.objects.all())
        return rows.filter(place__in=places.order_by().values("pk"))

    def among(self, dates: ComingDates, value: Near) -> int:
        return dates.near(value)


class PlacesFilter(DateFilter[list[PlacePage]]):
    """Dates at one of some places."""

    params = ("lieu",)
    repeats = True
    title = "Lieu"

    def read(self, params: SearchParams) -> list[PlacePage]:
        return _read_places(params)

    def narrow(self, rows: OccurrenceQuerySet, value: list[PlacePage]) -> OccurrenceQuerySet:
        return rows.filter(place__in=value)

    def among(self, dates: ComingDates, value: list[PlacePage]) -> int:
        return dates.at_places(place.pk for place in value)

    def query_pairs(self, value: list[PlacePage]) -> Pairs:
        return [("lieu", place.slug) for place in value]

    def labels(self, value: list[PlacePage], *, elsewhere: bool = False) -> list[AskedLabel]:
        return [AskedLabel(place.title, [("lieu", place.slug)]) for place in value]


def _read_places(params: SearchParams) -> list[PlacePage]:
    typed = list(dict.fromkeys(params.texts("lieu")))
    if not typed:
        return []
    slugs = typed[:MAX_VALUES]
    places = PlacePage.objects.published().filter(directory_is_open())
    found = find_named(places, slugs)
    for slug in slugs:
        if slug not in found:
            params.say(
                f"Nous ne connaissons pas de lieu «\u00a0{slug}\u00a0»\u00a0: il est ignoré."
            )
    if len(typed) > MAX_VALUES:
        params.say(
            f"Vous avez choisi plus de {MAX_VALUES} lieux\u00a0: seuls les {MAX_VALUES} premiers "
            "comptent."
        )
    if not found:
        params.ignored.add("lieu")
    return list(dict.fromkeys(found[slug] for slug in slugs if slug in found))


# In the order in which addresses and tags say them.
FILTERS: tuple[Filter[Any, Any], ...] = (
    EventTextFilter(EventText),
    PeriodFilter(),
    NearDates(),
    PlacesFilter(),
    *CLOSED_LISTS,
)

"""The filters of the agenda. To add one, write it in its module and list it in ``FILTERS``."""

from typing import Any, cast

from core.listing.filters import Filter
from directory.models import PlacePage
from directory.search.near import Near, NearFilter
from directory.search.typed_text import TextFilter, TypedText
from events.querysets import OccurrenceQuerySet

from .closed_lists import CLOSED_LISTS
from .coming import ComingDates
from .date_filter import DateFilter
from .event_text import EventText
from .named import PlacesFilter, PolesFilter
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


# In the order in which addresses and tags say them.
FILTERS: tuple[Filter[Any, Any], ...] = (
    EventTextFilter(EventText),
    PeriodFilter(),
    NearDates(),
    PlacesFilter(),
    PolesFilter(),
    *CLOSED_LISTS,
)

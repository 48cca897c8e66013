"""What is asked of the agenda, and the dates that fit."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from core.listing.params import SearchParams
from core.listing.search import Search
from directory.models import PlacePage, PolePage
from directory.search.near import Near
from events.caches import agenda_cache
from events.models import Occurrence
from events.querysets import OccurrenceQuerySet

from .event_text import EventText
from .filters import FILTERS
from .periods import Period


@dataclass(frozen=True)
class EventSearch(Search):
    """What a visitor asks of the agenda."""

    filters = FILTERS
    cache = agenda_cache

    @classmethod
    def read_params(cls, params: SearchParams) -> Self:
        search = super().read_params(params)
        return search.replace(q=search._told_near()) if search.near and search.text else search

    def _told_near(self) -> EventText:
        """Return the text with what dates near answer of it: those further on are no help."""
        near = self.only("commune")
        return self.text.among(near.upcoming(), tuple(near.pairs))

    @property
    def text(self) -> EventText:
        return self.values.get("q", EventText())

    @property
    def period(self) -> Period | None:
        return self.values.get("quand")

    @property
    def month(self) -> date | None:
        """The first day of the month asked as a calendar, if any."""
        return self.period.first if self.period and self.period.is_month else None

    @property
    def near(self) -> Near:
        return self.values.get("commune", Near())

    @property
    def places(self) -> list[PlacePage]:
        return self.values.get("lieu", [])

    @property
    def poles(self) -> list[PolePage]:
        return self.values.get("pole", [])

    def upcoming(self) -> OccurrenceQuerySet:
        """Return the published dates that fit and are not over, the first one first."""
        dates: OccurrenceQuerySet = self.narrow(Occurrence.objects.published())
        return dates if self.period else dates.upcoming()

    def past(self) -> OccurrenceQuerySet:
        """Return the published dates that are over, the latest first, whatever the days asked."""
        return self.whenever().past()

    def whenever(self) -> OccurrenceQuerySet:
        """Return the published dates that fit, over or to come, whatever the days asked."""
        return self.lasting().narrow(Occurrence.objects.published())

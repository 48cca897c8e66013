"""When a place should be open: now, later today, some evening, on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.utils import timezone

from core.listing.addresses import Pairs
from core.listing.filters import AskedLabel, Filter
from core.listing.params import SearchParams
from directory.hours import (
    ChosenDay,
    StateKind,
    days_offered,
    open_in_free_time,
    open_today,
    opens_later,
    state_at,
)
from directory.models import PlacePage
from directory.querysets import OpenHours, PlaceQuerySet

from .rounds import places_open


@dataclass(frozen=True)
class Opening:
    """When a place should be open: one of ``MOMENTS``, or the value of a `ChosenDay`.

    ``moment`` is when it is asked (local, aware). ``TODAY`` is now or later today; ``FREE_TIME`` an
    evening or the Saturday within a week.
    """

    when: str
    moment: datetime

    NOW = "maintenant"
    LATER = "plus-tard"
    TODAY = "aujourd-hui"
    FREE_TIME = "soir-ou-samedi"
    MOMENTS = (NOW, LATER, TODAY, FREE_TIME)

    @property
    def moves(self) -> bool:
        """Whether the places that fit change from a minute to the next."""
        return self.when in (self.NOW, self.LATER)

    @property
    def chosen(self) -> ChosenDay | None:
        """The day asked, or its part; None for one of ``MOMENTS``."""
        return ChosenDay.read(self.when, self.moment.date())

    @property
    def label(self) -> str:
        if self.chosen:
            return f"Ouvert le {self.chosen.label}"
        return OPENING_LABELS[self.when]

    @cached_property
    def hours(self) -> OpenHours:
        """The hours of all places, sorted once per distinct text.

        No database knows French holidays.
        """
        texts = PlacePage.objects.published().order_by().values_list("hours", flat=True).distinct()
        answers = {text: self.suits(text) for text in texts}
        return OpenHours(
            known=frozenset(text for text, is_open in answers.items() if is_open),
            unknown=frozenset(text for text, is_open in answers.items() if is_open is None),
        )

    def suits(self, hours: str) -> bool | None:
        """Say whether the text of *hours* fits; None when that is not known."""
        if self.when in AT_MOMENT:
            return AT_MOMENT[self.when](hours, self.moment)
        if self.chosen:
            return self.chosen.suits(hours)
        state = state_at(hours, self.moment)
        return None if state.kind is StateKind.UNKNOWN else state.kind is StateKind.OPEN


AT_MOMENT = {
    Opening.LATER: opens_later,
    Opening.TODAY: open_today,
    Opening.FREE_TIME: open_in_free_time,
}
OPENING_LABELS = {
    Opening.NOW: "Ouvert maintenant",
    Opening.LATER: "Ouvre plus tard aujourd’hui",
    Opening.TODAY: "Ouvert maintenant ou plus tard aujourd’hui",
    Opening.FREE_TIME: "Ouvert le soir ou le samedi, cette semaine",
}


class OpeningFilter(Filter[Opening, PlaceQuerySet]):
    """Places that are open, with ``hours_unknown``: 1 where their hours are to be confirmed."""

    params = ("ouvert",)
    missed = -2
    title = "Quand est-ce ouvert\u00a0?"

    def read(self, params: SearchParams) -> Opening | None:
        typed, now = params.text("ouvert"), timezone.localtime()
        if typed in Opening.MOMENTS:
            return Opening(typed, now)
        if ChosenDay.read(typed, now.date()):
            return Opening(typed, now)
        if typed:
            params.say(
                "Le jour d’ouverture demandé est passé, trop lointain ou illisible\u00a0: "
                "nous n’en avons pas tenu compte.",
                ignored=self.params,
            )
        return None

    def narrow(self, rows: PlaceQuerySet, value: Opening) -> PlaceQuerySet:
        return places_open(rows, value)

    def query_pairs(self, value: Opening) -> Pairs:
        return [("ouvert", value.when)]

    def labels(self, value: Opening, *, elsewhere: bool = False) -> list[AskedLabel]:
        return [AskedLabel(value.label, self.query_pairs(value))]

    def options(self, value: Opening | None) -> Mapping[str, str]:
        """Return the moments and the days of the week to come; the day asked, if any, is there."""
        labels = {"": "Peu importe"} | OPENING_LABELS
        tomorrow = timezone.localdate() + timedelta(days=1)
        for day, *parts in days_offered(timezone.localdate()):
            labels[day.value] = f"Ouvert {'demain,' if day.day == tomorrow else 'le'} {day.label}"
            labels |= {part.value: f"Ouvert le {part.label}" for part in parts}
        if value:
            labels.setdefault(value.when, value.label)
        return labels

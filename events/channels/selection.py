"""What each channel holds: the dates that fit an address, gathered by event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from directory.models import Departement, PlacePage
from directory.search.addresses import Pairs
from directory.search.criteria import clean_text
from events.models import EventPage, EventTheme, Occurrence, Theme
from events.querysets import OccurrenceQuerySet

PAST_KEPT = timedelta(days=30)  # what is over leaves the channels after that
MAX_VALUES = 20  # of one filter
CHUNK = 2000  # dates read at a time
# Parameter of the address: what it is compared with.
FILTERS = {
    "lieu": "place__slug__in",
    "departement": "departement__in",
    "theme": "event__in",
    "type": "event__kind__in",
}


@dataclass(frozen=True)
class Entry:
    """An event with its place and its dates, by rising original start."""

    event: EventPage
    place: PlacePage
    themes: list[str]
    dates: list[Occurrence]

    @property
    def revised_at(self) -> datetime:
        """When the event or one of its dates last changed."""
        return max(revised_at(self.event, date) for date in self.dates)

    @property
    def recent(self) -> list[Occurrence]:
        """The dates to come, or over for a short while."""
        oldest = timezone.now() - PAST_KEPT
        return [date for date in self.dates if date.ends_at > oldest]


def revised_at(event: EventPage, date: Occurrence) -> datetime:
    """Return when what is told of *date* last changed."""
    return max(filter(None, (event.last_published_at, date.updated_at)))


def pairs(params: QueryDict) -> Pairs:
    """Return the filters of an address, cleaned and always in the same order.

    Filters on time (« quand », « du », « au », « mois ») are not among them: who subscribes to
    « ce week-end » would lose each date once over, and a series is told by its rule, whole.
    """
    found = []
    for param in FILTERS:
        values = {clean_text(value) for value in params.getlist(param)[:MAX_VALUES]}
        found += [(param, value) for value in sorted(values - {""})]
    return found


def find(params: QueryDict) -> OccurrenceQuerySet:
    """Return the dates that any visitor may see and that fit the address, whenever they are.

    A value that does not exist gives nothing, unlike in the list: a calendar that follows a place
    must not fill up with the whole region once the place has left.
    """
    asked: dict[str, list[str]] = {}
    for param, value in pairs(params):
        asked.setdefault(param, []).append(value)
    found: OccurrenceQuerySet = Occurrence.objects.published()
    for param, values in asked.items():
        wanted: object = values
        if param == "theme":
            wanted = EventPage.objects.filter(themes__slug__in=values).order_by().values("pk")
        found = found.filter(**{FILTERS[param]: wanted})
    return found


def said(asked: Pairs) -> list[str]:
    """Return what the filters *asked* come to, in French; nothing of those that do not exist."""
    values: dict[str, list[str]] = {param: [] for param in FILTERS}
    for param, value in asked:
        values[param].append(value)
    kinds = [str(label) for kind, label in EventPage.Kind.choices if kind in values["type"]]
    places = PlacePage.objects.published().filter(slug__in=values["lieu"])
    departements = Departement.objects.filter(code__in=values["departement"])
    themes = Theme.objects.filter(slug__in=values["theme"])
    names = (
        places.order_by()
        .values_list("title")
        .union(departements.order_by().values_list("name"), themes.order_by().values_list("name"))
    )
    return [*(name for (name,) in names), *kinds]


def recent(dates: OccurrenceQuerySet) -> OccurrenceQuerySet:
    """Return those of *dates* that the channels still hold: to come, or over for a short while."""
    return dates.filter(ends_at__gt=timezone.now() - PAST_KEPT)


def entries(dates: OccurrenceQuerySet) -> list[Entry]:
    """Return the events that have one of the recent *dates*, by first date, each with all its own.

    *dates* must be all those of their events, whenever they are.
    """
    return gather(dates.filter(event__in=recent(dates).order_by().values("event")))


def gather(dates: OccurrenceQuerySet) -> list[Entry]:
    """Return the events of *dates* with their places, their themes and these dates: two queries.

    The events are named by a query too: lists of thousands are too long for SQLite.
    """
    themes = themes_of(dates.order_by().values("event"))
    by_event: dict[int, list[Occurrence]] = {}
    for date in whole(dates).order_by("original_start", "pk").iterator(CHUNK):
        by_event.setdefault(date.event_id, []).append(date)
    return [
        Entry(own[0].event, own[0].place, themes.get(pk, []), own) for pk, own in by_event.items()
    ]


def whole(dates: OccurrenceQuerySet) -> OccurrenceQuerySet:
    """Return *dates* with what channels tell of their events and places, and no long text."""
    unread = ("event__body", "place__body", "place__card", "place__hours")
    return dates.select_related("event", "place__commune__departement").defer(*unread)


def themes_of(pks: QuerySet | list[int]) -> dict[int, list[str]]:
    """Return the names of the themes of the events *pks*."""
    found: dict[int, list[str]] = {}
    items = EventTheme.objects.filter(content_object__in=pks).select_related("tag")
    for item in items.order_by("tag__name"):
        found.setdefault(item.content_object_id, []).append(item.tag.name)
    return found

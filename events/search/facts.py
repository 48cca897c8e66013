"""What the closed lists of the agenda tell dates apart by."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import BooleanField, QuerySet, Value

from directory.models import Vocabulary
from events.models import EventPage, EventTheme

EventTerm = EventPage.terms.through
MOST_NAMED = 500  # ids in a query: beyond, those of all events are read

Told = tuple[str, str, str, bool]  # the kind, the attendance, the booking of an event; is it free


@dataclass(frozen=True, slots=True)
class EventFacts:
    """What is told of an event: slugs, and the codes of its choices."""

    kind: str
    attendance: str
    booking: str
    is_free: bool
    themes: frozenset[str]
    audiences: frozenset[str]


@dataclass(frozen=True, slots=True)
class DateFacts:
    """What is told of a date: of its event, of its place, and whether it has moved online."""

    event: EventFacts
    departement: str
    moved: bool


def facts_of(events: Mapping[int, Told]) -> dict[int, EventFacts]:
    """Return what is told of *events*, of which something is known, in one query."""
    themes, audiences = _slugs(events.keys())
    return {
        pk: EventFacts(*told, frozenset(themes[pk]), frozenset(audiences[pk]))
        for pk, told in events.items()
    }


def _slugs(events: Collection[int]) -> tuple[defaultdict[int, set], defaultdict[int, set]]:
    """Return the themes and the audiences of *events*, by event."""
    themed = EventTheme.objects.order_by()
    terms = EventTerm.objects.filter(term__vocabulary=Vocabulary.AUDIENCE).order_by()
    if len(events) <= MOST_NAMED:
        themed = themed.filter(content_object__in=list(events))
        terms = terms.filter(eventpage__in=list(events))
    rows: QuerySet = (
        themed.annotate(is_theme=Value(True, BooleanField()))
        .values_list("content_object_id", "tag__slug", "is_theme")
        .union(
            terms.annotate(is_theme=Value(False, BooleanField())).values_list(
                "eventpage_id", "term__slug", "is_theme"
            ),
            all=True,
        )
    )
    themes: defaultdict[int, set[str]] = defaultdict(set)
    audiences: defaultdict[int, set[str]] = defaultdict(set)
    for event, slug, is_theme in rows:
        (themes if is_theme else audiences)[event].add(slug)
    return themes, audiences

"""What the closed lists of the agenda tell dates apart by."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Case, CharField, Expression, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Concat

from core.pages.access import open_within_the_site
from directory.models import DirectoryPage, PlacePage, Vocabulary
from directory.search.near import Whereabouts
from events.models import EventPage, EventTheme
from events.querysets import PageIsOpen

EventTerm = EventPage.terms.through
EVENT, THEME, AUDIENCE, PLACE, OPEN = "event", "theme", "audience", "place", "open"  # what a row is
GAP, FREE = " ", "free"


def _told(*words: str | Expression) -> Concat:
    """Return *words* as one text, so that what is told of events and of places is one query."""
    gapped = [part for word in words for part in (word, Value(GAP))]
    return Concat(*gapped[:-1], output_field=CharField())


CODES = ("kind", "attendance", "booking", Case(When(price=0, then=Value(FREE)), default=Value("")))
POINT = ("commune_id", Cast("latitude", TextField()), Cast("longitude", TextField()))


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


@dataclass(frozen=True)
class Facts:
    """What is told of the published events and places, by primary key.

    ``is_open`` tells whether pages outside the directory may show them.
    """

    events: dict[int, EventFacts]
    places: dict[int, Whereabouts]
    is_open: bool


def read_facts() -> Facts:
    """Return what is told of all events and places, in one query."""
    told: dict[str, dict[int, str]] = {EVENT: {}, PLACE: {}, OPEN: {}}
    slugs: dict[str, defaultdict[int, set[str]]] = {
        THEME: defaultdict(set),
        AUDIENCE: defaultdict(set),
    }
    rows = _rows()
    for pk, words, what in rows[0].union(*rows[1:], all=True).iterator():
        if what in slugs:
            slugs[what][pk].add(words)
        else:
            told[what][pk] = words
    themes, audiences = slugs.values()
    return Facts(
        events={
            pk: _facts(codes, frozenset(themes[pk]), frozenset(audiences[pk]))
            for pk, codes in told[EVENT].items()
        },
        places={pk: _whereabouts(point) for pk, point in told[PLACE].items()},
        is_open=bool(told[OPEN]),
    )


def _rows() -> list[QuerySet]:
    events = EventPage.objects.filter(PageIsOpen("pk")).order_by()
    places = PlacePage.objects.filter(PageIsOpen("pk")).order_by()
    directories = open_within_the_site(DirectoryPage.objects.all()).order_by()
    audiences = EventTerm.objects.filter(term__vocabulary=Vocabulary.AUDIENCE).order_by()
    return [
        events.values_list("pk", _told(*CODES), Value(EVENT)),
        EventTheme.objects.order_by().values_list("content_object_id", "tag__slug", Value(THEME)),
        audiences.values_list("eventpage_id", "term__slug", Value(AUDIENCE)),
        places.values_list("pk", _told(*POINT), Value(PLACE)),
        directories.values_list("pk", Value(""), Value(OPEN)),
    ]


def _facts(codes: str, themes: frozenset[str], audiences: frozenset[str]) -> EventFacts:
    kind, attendance, booking, price = codes.split(GAP)
    return EventFacts(kind, attendance, booking, price == FREE, themes, audiences)


def _whereabouts(point: str) -> Whereabouts:
    commune, latitude, longitude = point.split(GAP)
    return Whereabouts(_degrees(latitude), _degrees(longitude), commune)


def _degrees(told: str) -> float | None:
    return float(told) if told else None

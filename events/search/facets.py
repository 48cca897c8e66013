"""Filters of the agenda: how each narrows the dates, and how many dates each value holds.

To add a filter, add one line to ``FACETS`` and what its values are to ``choices``.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BooleanField, Case, CharField, Count, Q, Value, When

from directory.models import Vocabulary
from directory.search import facets as directory
from directory.text import fold
from events.freshness import kept
from events.models import EventPage, EventTheme, Occurrence, Theme
from events.querysets import OccurrenceQuerySet

YES, NO = "oui", "non"
Attendance, Booking = EventPage.Attendance, EventPage.Booking
EventTerm = EventPage.terms.through
# What the dates of an event share, as the count reads it.
SHARED = (
    *("event_id", "departement_id", "event__kind", "event__price", "event__attendance"),
    "event__booking",
)
MOVED = Q(status=Occurrence.Status.MOVED_ONLINE)


@dataclass(frozen=True)
class Group:
    """Dates of one event that no filter tells apart: what they share, and how many they are."""

    row: dict[str, Any]
    themes: set[str]
    audiences: set[str]


@dataclass(frozen=True)
class Facet:
    """A filter: a date must have one of the values asked.

    ``fits`` makes a condition of them; ``values`` reads those of a group of dates.
    """

    param: str
    title: str
    fits: Callable[[list[str]], Q]
    values: Callable[[Group], Iterable[str]]


def _fits_theme(slugs: list[str]) -> Q:
    tagged = EventTheme.objects.filter(tag__slug__in=slugs)
    return Q(event__in=tagged.values("content_object"))


def _fits_audience(slugs: list[str]) -> Q:
    terms = EventTerm.objects.filter(term__vocabulary=Vocabulary.AUDIENCE, term__slug__in=slugs)
    return Q(event__in=terms.values("eventpage"))


def _fits_booking(answers: list[str]) -> Q:
    free = Q(event__booking=Booking.NONE)
    if {YES, NO} <= set(answers):
        return Q()
    return free if NO in answers else ~free


FACETS = (
    Facet(
        "type",
        "Type d’événement",
        lambda kinds: Q(event__kind__in=kinds),
        lambda group: [group.row["event__kind"]],
    ),
    Facet("theme", "Thème", _fits_theme, lambda group: group.themes),
    Facet("public", "Public", _fits_audience, lambda group: group.audiences),
    Facet(
        "departement",
        "Département",
        lambda codes: Q(departement__in=codes),
        lambda group: [group.row["departement_id"]],
    ),
    Facet(
        "gratuit",
        "Prix",
        lambda _: Q(event__price=0),
        lambda group: [YES] if group.row["event__price"] == 0 else [],
    ),
    Facet(
        "en_ligne",
        "À distance",
        lambda _: ~Q(event__attendance=Attendance.IN_PLACE) | MOVED,
        lambda group: (
            [YES]
            if group.row["moved"] or group.row["event__attendance"] != Attendance.IN_PLACE
            else []
        ),
    ),
    Facet(
        "reservation",
        "Réservation",
        _fits_booking,
        lambda group: [NO if group.row["event__booking"] == Booking.NONE else YES],
    ),
)
BY_PARAM = {facet.param: facet for facet in FACETS}


def narrow(dates: OccurrenceQuerySet, filters: dict[str, list[str]]) -> OccurrenceQuerySet:
    """Apply all *filters* (values by parameter)."""
    for param, values in filters.items():
        dates = dates.filter(BY_PARAM[param].fits(values))
    return dates


@dataclass
class Tally:
    """How many dates fit, how many would by value of each filter, and without each filter."""

    total: int = 0
    numbers: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    without: Counter[str] = field(default_factory=Counter)


def count(dates: OccurrenceQuerySet, filters: dict[str, list[str]]) -> Tally:
    """Count the dates, by filter and value too, in two queries.

    Args:
        dates: the dates before any filter.
        filters: the values asked, by parameter.

    Returns:
        For each value, the number of dates that a visitor would see by (also) choosing it: a
        filter's own choice is left out of its counts.
    """
    tally = Tally()
    for group in _groups(dates):
        number = group.row["number"]
        values = {facet.param: set(facet.values(group)) for facet in FACETS}
        failed = [param for param, asked in filters.items() if not values[param] & set(asked)]
        if not failed:
            tally.total += number
        if len(failed) > 1:
            continue
        for param in failed or values:
            for value in values[param]:
                tally.numbers[param][value] += number
        for param in failed or filters:
            tally.without[param] += number
    return tally


def _groups(dates: OccurrenceQuerySet) -> Iterable[Group]:
    held = _attributes()
    moved = Case(When(MOVED, then=Value(True)), default=Value(False), output_field=BooleanField())
    rows = dates.order_by().annotate(moved=moved).values(*SHARED, "moved")
    for row in rows.annotate(number=Count("pk")):
        event = row["event_id"]
        yield Group(row, held.themes.get(event, set()), held.audiences.get(event, set()))


@dataclass
class Attributes:
    """What events hold several of: slugs by event; and the name of each theme, by its slug."""

    themes: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    audiences: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    names: dict[str, str] = field(default_factory=dict)


def _attributes() -> Attributes:
    return kept("attributes", (), _read_attributes)


def _read_attributes() -> Attributes:
    """Read what events hold in one query, and the themes, of which some may have no event yet."""
    audiences = EventTerm.objects.filter(term__vocabulary=Vocabulary.AUDIENCE)
    rows = (
        EventTheme.objects.order_by()
        .values_list("content_object_id", "tag__slug", "tag__name")
        .union(
            audiences.order_by().values_list(
                "eventpage_id", "term__slug", Value("", output_field=CharField())
            ),
            all=True,
        )
    )
    found = Attributes(names=dict(Theme.objects.values_list("slug", "name")))
    for event, slug, name in rows:
        (found.themes if name else found.audiences)[event].add(slug)
    return found


def choices() -> dict[str, dict[str, str]]:
    """Return, for each parameter, the values that exist and what visitors read."""
    shared = directory.choices()
    return {
        "type": {str(value): str(label) for value, label in EventPage.Kind.choices},
        "theme": dict(sorted(_attributes().names.items(), key=lambda theme: fold(theme[1]))),
        "public": shared["public"],
        "departement": shared["departement"],
        "gratuit": {YES: "Gratuit"},
        "en_ligne": {YES: "Possible à distance"},
        "reservation": {NO: "Sans réservation", YES: "Sur réservation"},
    }

"""Many plausible events and their dates, made at random from a seed, written in bulk."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page

from core.batches import batches
from directory.models import DirectoryPage, PlacePage
from events.models import EventPage, EventTheme, Occurrence, Theme
from events.recurrence import to_moment
from tools.bench.places import make_places

DATES = 50  # of each event, one a week
PAST = 17  # of them, already over
EVENTS_BY_PLACE = 5
BATCH = 2_000
THEMES = ("Démarches en ligne", "Ordinateur", "Téléphone", "Internet", "Fabrication", "Image")
PRICES = (0, 0, 0, None, 5)
STATES = (*[Occurrence.Status.SCHEDULED] * 18, Occurrence.Status.FULL, Occurrence.Status.CANCELLED)
# What is written of each date; the other columns have the default of their field.
COLUMNS = (
    *("event_id", "place_id", "departement_id", "original_start", "starts_at", "ends_at"),
    *("status", "updated_at"),
)


@transaction.atomic
def make_dates(directory: DirectoryPage, number: int, seed: int = 1) -> None:
    """Fill *directory*, which must be empty, with *number* dates of events of enough places."""
    rng = random.Random(seed)  # noqa: S311
    make_places(directory, max(number // DATES // EVENTS_BY_PLACE, 1), seed)
    places = list(PlacePage.objects.select_related("commune").order_by("pk"))
    themes = [
        Theme.objects.get_or_create(name=name, slug=f"theme-{rank}")[0]
        for rank, name in enumerate(THEMES)
    ]
    for batch in batches(_events(rng, places, number // DATES), BATCH):
        _write(batch)
        EventTheme.objects.bulk_create(
            EventTheme(tag=rng.choice(themes), content_object_id=event.pk) for event, _ in batch
        )
        _insert([row for event, place in batch for row in _dates(rng, event, place)])
    for place in places:  # Wagtail looks for no page below one that counts none
        below = Page.objects.filter(path__startswith=place.path, depth=place.depth + 1)
        Page.objects.filter(pk=place.pk).update(numchild=below.count())


def _events(
    rng: random.Random, places: Sequence[PlacePage], number: int
) -> Iterator[tuple[EventPage, PlacePage]]:
    type_id = ContentType.objects.get_for_model(EventPage).pk
    kinds = [kind.value for kind in EventPage.Kind]
    first = timezone.localdate() - timedelta(weeks=PAST)
    for index in range(number):
        place = places[index % len(places)]
        rank = index // len(places) + 1
        start = time(rng.randint(9, 18), rng.choice((0, 30)))
        title = f"Atelier {index}"
        yield (
            EventPage(
                title=title,
                draft_title=title,
                slug=f"atelier-{index}",
                path=EventPage._get_path(place.path, place.depth + 1, rank),
                depth=place.depth + 1,
                url_path=f"{place.url_path}atelier-{index}/",
                content_type_id=type_id,
                locale_id=place.locale_id,
                first_published_at=timezone.now(),
                last_published_at=timezone.now(),
                kind=rng.choice(kinds),
                summary="Deux heures pour apprendre.",
                price=rng.choice(PRICES),
                starts_on=first + timedelta(days=rng.randint(0, 6)),
                start_time=start,
                end_time=time(start.hour + 2, start.minute),
                rule=f"FREQ=WEEKLY;COUNT={DATES}",
            ),
            place,
        )


def _write(batch: Sequence[tuple[EventPage, PlacePage]]) -> None:
    """Write the two tables of each page by hand: Django refuses to do it in bulk."""
    events = [event for event, _ in batch]
    parents = [
        Page(
            **{field.attname: getattr(event, field.attname) for field in Page._meta.concrete_fields}
        )
        for event in events
    ]
    for event, parent in zip(events, Page.objects.bulk_create(parents), strict=True):
        event.pk = event.page_ptr_id = parent.pk
    own_fields = EventPage._meta.local_concrete_fields
    for part in batches(events, 300):
        EventPage._base_manager._insert(part, fields=own_fields, using="default")


def _dates(rng: random.Random, event: EventPage, place: PlacePage) -> Iterator[tuple[Any, ...]]:
    """Yield the ``COLUMNS`` of each date of *event*."""
    departement = place.commune.departement_id
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    for week, status in enumerate(rng.choices(STATES, k=DATES)):
        day = event.starts_on + timedelta(weeks=week)
        start, end = _moment(day, event.start_time), _moment(day, event.end_time)
        yield event.pk, place.pk, departement, start, start, end, str(status), now


def _insert(rows: Sequence[tuple[Any, ...]]) -> None:
    """Write the dates, of which *rows* hold the ``COLUMNS``.

    By hand: Django takes many times as long to write a million.
    """
    usual = {
        field.attname: field.get_db_prep_save(field.get_default(), connection)
        for field in Occurrence._meta.concrete_fields
        if field.attname not in COLUMNS and not field.primary_key
    }
    names = ", ".join([*COLUMNS, *usual])
    marks = ", ".join(["%s"] * (len(COLUMNS) + len(usual)))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO events_occurrence ({names}) VALUES ({marks})",  # noqa: S608 -- our columns
            [(*row, *usual.values()) for row in rows],
        )


@cache
def _moment(day: date, clock: time) -> Any:
    """Return what the database writes of a moment."""
    return connection.ops.adapt_datetimefield_value(to_moment(datetime.combine(day, clock)))

"""What a list shows of dates, prepared so that templates stay simple and quick."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any, cast

from django.core.paginator import Page
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import Truncator

from core.text.formats import distance, euros
from core.text.french import capitalised, clock_range, minute_of_day, time_of_day, weekday_date
from directory.search.near import Centre
from events.dates import SHOWN, badge_of, moved_from
from events.models import EventPage, Occurrence
from events.querysets import OccurrenceQuerySet
from events.recurrence import from_moment

Status, Attendance = Occurrence.Status, EventPage.Attendance
LONGEST_PRICE = 40  # letters of a list; the page of the event says it whole


@dataclass(frozen=True, slots=True)
class EventCard:
    """A date of an event in a list; see ``templates/components/event_card.html``."""

    title: str
    url: str
    day: date
    time: str
    start: str
    starts_at: str
    said_day: str
    kind: str
    place: str
    commune: str
    distance: str
    attendance: str
    price: str
    state: dict[str, str] | None
    note: str
    moved_from: str
    is_held: bool
    is_example: bool


@dataclass(frozen=True, slots=True)
class Day:
    """The dates of a day, under its name."""

    iso: str
    title: str
    cards: list[EventCard]


# What a card shows beside what a line does.
SHOWN_ON_A_CARD = (
    *("event__url_path", "event__kind", "event__attendance", "event__is_example"),
    *("event__price", "event__price_note", "place__latitude", "place__longitude"),
)


def cards_of(
    dates: OccurrenceQuerySet, request: HttpRequest | None = None, centre: Centre | None = None
) -> list[EventCard]:
    """Return the cards of *dates*, in their order, with one query.

    Args:
        dates: a page of them (sliced).
        request: what the addresses are made for.
        centre: where distances are told from.
    """
    rows = dates.whole("event", "place__commune").only(*SHOWN, *SHOWN_ON_A_CARD)
    return [_card(row, request, centre) for row in rows]


def cards_of_page(
    page: "Page[Any]", request: HttpRequest, centre: Centre | None
) -> list[EventCard]:
    """Return the cards of a *page* of dates."""
    return cards_of(cast(OccurrenceQuerySet, page.object_list), request, centre)


def by_day(cards: Iterable[EventCard], *, from_today: bool = True) -> list[Day]:
    """Group *cards* by day.

    Args:
        cards: in the order of the list.
        from_today: put what began yesterday and is not over under today; else days are as told.
    """
    today = timezone.localdate()
    return [
        Day(day.isoformat(), _title(day, today), list(group))
        for day, group in groupby(
            cards, lambda card: max(card.day, today) if from_today else card.day
        )
    ]


def _title(day: date, today: date) -> str:
    said = weekday_date(day, with_year=True)
    near = {today: "Aujourd’hui", today + timedelta(days=1): "Demain"}.get(day)
    return f"{near}, {said}" if near else capitalised(said)


def _card(row: Occurrence, request: HttpRequest | None, centre: Centre | None) -> EventCard:
    event, place = row.event, row.place
    start = from_moment(row.starts_at)
    kilometres = centre.kilometres_to(place.latitude, place.longitude) if centre else None
    return EventCard(
        title=event.title,
        url=event.get_url(request) or "",
        day=start.date(),
        time=time_of(row),
        start=time_of_day(start),
        starts_at=start.isoformat(timespec="minutes"),
        said_day=weekday_date(start.date()),
        kind=event.kind_label,
        place=place.title,
        commune=place.commune.name,
        distance=distance(kilometres),
        attendance=attendance_of(row),
        price=_short_price(event),
        state=badge_of(row.state),
        note=row.note,
        moved_from=moved_from(row),
        is_held=row.is_held,
        is_example=event.is_example,
    )


def time_of(row: Occurrence) -> str:
    """Say when a date begins and ends: « 14 h – 16 h », « 22 h – 2 h » (of the next day)."""
    start, end = from_moment(row.starts_at), from_moment(row.ends_at)
    begins = minute_of_day(start)
    lasts = int((end - start) / timedelta(minutes=1))
    return clock_range(begins, begins + lasts)


def attendance_of(row: Occurrence) -> str:
    """Say how to take part, where it is not only in place."""
    attendance = row.event.attendance
    if attendance == Attendance.IN_PLACE or row.status == Status.MOVED_ONLINE:
        return ""
    return str(Attendance(attendance).label)


def _short_price(event: EventPage) -> str:
    """Say the price alone: « Gratuit », « 5 € »; where it is no number, what is said of it."""
    if event.price is None:
        return Truncator(event.price_note).chars(LONGEST_PRICE)
    return "Gratuit" if event.is_free else euros(event.price)

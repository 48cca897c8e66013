"""What a new workshop starts from: the place, a template, or a workshop held before."""

from __future__ import annotations

import uuid
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from directory.models import PlacePage, Vocabulary
from directory.presenters import is_web_address
from events.models import EventPage, WorkshopTemplate
from events.recurrence import end_of, from_moment

Booking = EventPage.Booking
USUAL_LENGTH = timedelta(hours=2)
# What another workshop gives: never where it comes from, nor its dates.
TEXTS = ("title", "kind", "summary", "body", "level")
OF_THE_PLACE = (
    *("price", "price_note", "capacity", "booking", "booking_contact", "attendance"),
    *("online_url", "accessibility", "image", "image_alt", "image_credit"),
)
WEEK = timedelta(days=7)
LONGEST_ALT = 160  # characters, those of the column


@dataclass(frozen=True)
class Again:
    """A day on which a workshop may be held again."""

    param: str
    label: str
    day: date


def from_place(place: PlacePage) -> EventPage:
    """Return a workshop of *place*, not saved: for whom it is, how one books, its photo."""
    event = EventPage(
        slug=f"nouveau-{uuid.uuid4().hex[:12]}",  # the one of its title, once it is saved
        booking=_booking(place),
        is_example=place.is_example,
    )
    event.terms = [
        *place.terms_of(Vocabulary.AUDIENCE),
        *place.terms_of(Vocabulary.CARE),
    ]
    _give_photo(event, place)
    return event


def _give_photo(event: EventPage, place: PlacePage) -> None:
    """Give *event* the photo that stands for its place."""
    if photo := place.photos.first():
        event.image = photo.image
        event.image_alt = photo.alt_text[:LONGEST_ALT]
        event.image_credit = photo.credit


def from_event(place: PlacePage, source: EventPage, day: date | None = None) -> EventPage:
    """Return a workshop of *place* like *source*; on *day* alone, where one is given.

    Of another place's workshop the texts alone are taken: its price, its contact and its picture
    are those of that place.
    """
    event = from_place(place)
    own = source.is_child_of(place)
    for name in (*TEXTS, *(OF_THE_PLACE if own else ())):
        setattr(event, name, getattr(source, name))
    event.themes.set(source.themes.all())
    if own:
        event.terms = list(source.terms.all())
        event.start_time, event.end_time = source.start_time, source.end_time
    if day:
        event.starts_on = day
    return event


def from_template(place: PlacePage, template: WorkshopTemplate) -> EventPage:
    """Return a workshop of *place* as the network wrote it."""
    event = from_place(place)
    for name in TEXTS:
        setattr(event, name, getattr(template, name))
    event.themes.set(template.themes.all())
    event.terms = list(template.terms.all()) or event.terms.all()
    return event


def usual_length(place: PlacePage) -> timedelta:
    """Return how long the last workshop written for *place* lasts; two hours for none."""
    times = EventPage.objects.child_of(place).order_by("-pk").values_list("start_time", "end_time")
    return length_of(*times[0]) if times else USUAL_LENGTH


def length_of(start_time: object, end_time: object) -> timedelta:
    start = datetime.combine(date(2000, 1, 3), start_time)  # type: ignore[arg-type]
    return end_of(start, end_time) - start  # type: ignore[arg-type]


def days_again(event: EventPage) -> list[Again]:
    """Return when *event* may be held again: a week later, and the same day of the next month.

    From its last date; from today where that is long over.
    """
    last = event.occurrences.order_by("-starts_at").first()
    day = from_moment(last.starts_at).date() if last else event.starts_on
    today = timezone.localdate()
    week = day + WEEK
    while week <= today:
        week += WEEK
    month = same_day_next_month(day)
    while month <= today:
        month = same_day_next_month(month)
    return [
        Again("semaine", "La semaine suivante", week),
        Again("mois", "Le mois suivant, le même jour de la semaine", month),
    ]


def same_day_next_month(day: date) -> date:
    """Return the same weekday of the next month: its second Tuesday after a second Tuesday.

    The last one after a fifth, where there are four.
    """
    rank = (day.day - 1) // 7
    year, month = day.year + day.month // 12, day.month % 12 + 1
    first = date(year, month, 1)
    number = 1 + (day.weekday() - first.weekday()) % 7 + 7 * rank
    return first.replace(day=number if number <= monthrange(year, month)[1] else number - 7)


def _booking(place: PlacePage) -> str:
    if place.phone:
        return Booking.PHONE
    if place.emails:
        return Booking.EMAIL
    return Booking.LINK if is_web_address(place.booking_url) else Booking.UNKNOWN

"""A workshop of the demo that takes registrations: full, with people who wait, and a past year.

Invented people, whose numbers are of a range that the ARCEP keeps for fiction (06 39 98 xx xx): no
mail is written to anybody.
"""

from datetime import timedelta

from django.utils import timezone

from directory.models import PlacePage
from events.models import EventPage, Occurrence
from events.services.registrations import Contact, add

CAPACITY = 8
PEOPLE = (
    *(("Jeanne Exemple", 1), ("Paul Exemple", 2), ("Amina Exemple", 1), ("Louis Exemple", 1)),
    *(("Nadia Exemple", 2), ("Henri Exemple", 1), ("Rose Exemple", 1), ("Yves Exemple", 2)),
)
# Of past dates, one every two weeks: seats taken and people who came, or nobody counted.
PAST: tuple[tuple[int, int | None], ...] = ((6, 5), (8, 7), (4, 4), (7, None), (8, 8), (5, 6))


def create_registrations(place: PlacePage) -> int:
    """Have the next workshop of *place* take registrations; return how many are new."""
    if EventPage.objects.filter(booking=EventPage.Booking.HERE).exists():
        return 0
    dates = Occurrence.objects.at_place(place.pk).upcoming().held().select_related("event")
    date = dates.filter(event__is_example=True).first()
    if date is None:
        return 0
    event = EventPage.objects.get(pk=date.event_id)
    event.booking, event.booking_contact = EventPage.Booking.HERE, ""
    event.capacity = CAPACITY
    event.save_revision().publish()
    for number, (name, seats) in enumerate(PEOPLE):
        add(date, name=name, contact=Contact(phone=f"+336399801{number:02}"), seats=seats)
    _write_past(event, date)
    return len(PEOPLE)


def _write_past(event: EventPage, date: Occurrence) -> None:
    """Give *event* dates that are over, with what stays of them: numbers."""
    Occurrence.objects.bulk_create(
        Occurrence(
            event=event,
            place_id=date.place_id,
            departement_id=date.departement_id,
            original_start=date.starts_at - timedelta(weeks=weeks),
            starts_at=date.starts_at - timedelta(weeks=weeks),
            ends_at=date.ends_at - timedelta(weeks=weeks),
            seats_taken=taken,
            came=came,
        )
        for weeks, (taken, came) in zip(range(2 + _weeks_to(date), 99, 2), PAST, strict=False)
    )


def _weeks_to(date: Occurrence) -> int:
    """Return how many weeks before *date* are still to come."""
    return (date.starts_at - timezone.now()).days // 7 + 1

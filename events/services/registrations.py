"""Registering for a date, leaving it, and the seats that go from one to another.

Seats are given in one transaction, under a lock of the row of the date: whoever comes at the same
instant waits for it, so that the last seat has one owner and the waiting list one order.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from core.forms.sending import Sending
from core.limits import DAY, HOUR, RateLimit, mailbox_limits
from core.rows import for_each
from events.caches import agenda_cache
from events.models import EventPage, News, Occurrence, Registration
from events.recurrence import from_moment
from events.services.registration_news import (
    Told,
    confirm,
    eve_of,
    remind,
    tell,
    tell_everybody,
    tell_taken_off,
)

FROM_EVERYONE = 60  # registrations an hour for one date, before one is asked for patience
FROM_ONE_PHONE = 5  # a day: several workshops, each for oneself or for others


class RegistrationClosed(Exception):
    """Nobody registers for this date any more, or it never was for that."""


@dataclass(frozen=True)
class Contact:
    """Where to reach who registers: one of the two, or neither of who a place adds itself."""

    email: str = ""
    phone: str = ""

    def __bool__(self) -> bool:
        return bool(self.email or self.phone)

    @property
    def limits(self) -> list[RateLimit]:
        """How often it may be registered: nobody's mailbox is flooded, nor a date filled by one."""
        if self.email:
            return mailbox_limits("registration", self.email)
        reason = "plusieurs inscriptions sont arrivées avec ce numéro aujourd’hui"
        key = (self.phone,)
        return [RateLimit("registration-phone", FROM_ONE_PHONE, DAY, key, reason=reason)]


def register(
    date: Occurrence, sending: Sending, *, name: str, contact: Contact, seats: int = 1
) -> Registration:
    """Register somebody for *date*: seated if all the seats fit, else last on the waiting list.

    What is sent again gives what it gave. The mail leaves once all is written.

    Raises:
        LimitExceeded: past what the contact, the sender or everyone may send. Nothing is stored.
        RegistrationClosed: the date is over, called off, or takes no registration.
    """
    if known := Registration.objects.filter(sending=sending.key).first():
        return known
    brake = RateLimit("registrations", FROM_EVERYONE, HOUR, (str(date.pk),), is_brake=True)
    sending.check_limits("registration", *contact.limits, brake)
    return _add(date, name=name, contact=contact, seats=seats, sending=sending.key)


def add(
    date: Occurrence,
    *,
    name: str,
    contact: Contact,
    seats: int = 1,
    sending: str | None = None,
) -> Registration:
    """Register, by the place itself, somebody who called; seats are given as to anyone.

    Args:
        sending: what tells one sending from all others; the same again gives what it gave.

    Raises:
        RegistrationClosed: as for ``register``.
    """
    return _add(date, name=name, contact=contact, seats=seats, sending=sending)


@transaction.atomic
def _add(
    date: Occurrence, *, name: str, contact: Contact, seats: int, sending: str | None
) -> Registration:
    try:
        date = _locked(date.pk)
    except Occurrence.DoesNotExist as error:
        raise RegistrationClosed from error
    if sending and (known := Registration.objects.filter(sending=sending).first()):
        return known
    if not date.takes_registrations:
        raise RegistrationClosed
    registration = Registration.objects.create(
        occurrence=date,
        sending=sending,
        name=name,
        email=contact.email.lower(),
        phone=contact.phone,
        seats=seats,
    )
    _give_seats(date, newcomer=registration)
    registration.refresh_from_db()
    confirm(registration, date)
    return registration


@transaction.atomic
def leave(registration: Registration) -> None:
    """Erase *registration*, as its person asks; who waits moves up. Safe to repeat."""
    date = _locked(registration.occurrence_id)
    Registration.objects.filter(pk=registration.pk).delete()
    _give_seats(date)


@transaction.atomic
def take_off(registration: Registration) -> None:
    """Erase *registration*, as the place decides; the person is told, who waits moves up."""
    date = _locked(registration.occurrence_id)
    gone, _ = Registration.objects.filter(pk=registration.pk).delete()
    if gone:
        tell_taken_off(registration, date)
    _give_seats(date)


@transaction.atomic
def follow_change(date: Occurrence, before: Told) -> None:
    """Tell who is registered what became of *date* since *before*, then give the seats it frees."""
    if date.registrations.exists():
        tell_everybody(date, before)
        _give_seats(_locked(date.pk))


@transaction.atomic
def follow_event(event: EventPage) -> None:
    """Count the seats of *event* again, as it was just published, and give those that are new."""
    for date in event.occurrences.filter(starts_at__gt=timezone.now()).with_registrations():
        _give_seats(_locked(date.pk))


@transaction.atomic
def set_told(registration: Registration, told: str) -> bool:
    """Note that the place has *told* the person what no mail could (``Registration.to_tell``).

    False where there is something else to tell since: the person is still to call.
    """
    rows = _locked(registration.occurrence_id).registrations.to_call().filter(pk=registration.pk)
    if any(row.to_tell != told for row in rows):
        return False
    rows.update(news="")
    return True


@transaction.atomic
def note_presence(date: Occurrence, came: int) -> None:
    """Keep how many people came, and nothing of who."""
    Occurrence.objects.filter(pk=date.pk).update(came=came)


def rank(registration: Registration) -> int:
    """Return the place on the waiting list, from 1."""
    ahead = Registration.objects.waiting().filter(occurrence=registration.occurrence_id)
    return ahead.filter(pk__lte=registration.pk).count()


def _locked(pk: int) -> Occurrence:
    """Return the date *pk* as it is now; nobody else changes its seats until the commit."""
    dates = Occurrence.objects.select_related("event", "place__commune")
    return dates.select_for_update(of=("self",)).get(pk=pk)


def _give_seats(date: Occurrence, newcomer: Registration | None = None) -> None:
    """Seat, in order, those who wait and fit whole; who does not keeps the rank meanwhile.

    Those who waited are told, but the *newcomer*, who is told otherwise. *date* is locked.
    """
    _count(date)
    left = date.seats_left
    for registration in date.registrations.waiting() if left else ():
        if registration.seats > left:
            continue
        left -= registration.seats
        registration.state = Registration.State.SEATED
        registration.save(update_fields=["state"])
        if registration != newcomer:
            tell(registration, date, News.SEATED)
    _count(date)


def _count(date: Occurrence) -> None:
    """Keep how many seats are taken; feeds are told when the last one goes or the first comes."""
    taken = date.registrations.seated().seats()
    capacity = date.event.capacity or 0
    gone = date.event.takes_registrations and taken >= capacity
    changed: dict[str, object] = {}
    if gone != date.seats_gone:
        changed = {"sequence": F("sequence") + 1, "updated_at": timezone.now()}
    elif taken == date.seats_taken:
        return
    date.seats_taken, date.seats_gone = taken, gone
    Occurrence.objects.filter(pk=date.pk).update(seats_taken=taken, seats_gone=gone, **changed)
    if changed:
        agenda_cache.invalidate()


def remind_all() -> tuple[int, list[str]]:
    """Write to who is seated tomorrow, or later today and was not reminded yesterday, once.

    Return how many mails were written, and the registrations that failed, named.
    """
    now = timezone.now()
    tomorrow = from_moment(now).date() + timedelta(days=1)
    dates = Occurrence.objects.published().upcoming(now, last=tomorrow).filter(starts_at__gt=now)
    reminded, failures = 0, []
    for date in dates.with_registrations().select_related("event", "place__commune"):
        if not date.is_held:
            continue
        found = list(date.registrations.to_remind(date.starts_at, eve_of(date)))
        failed = for_each(found, partial(remind, date=date))
        reminded += len(found) - len(failed)
        failures += failed
    return reminded, failures

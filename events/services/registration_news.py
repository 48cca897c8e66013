"""What those who are registered for a date are told: by mail, else by a call of the place.

Mails hold nothing that a visitor wrote: anyone may type anybody's address into the form.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from core.mail.kinds import MailKind
from core.mail.queue import queue_mail, withdraw_mails
from core.tokens import issue_token
from directory.presenters import address_lines
from events.booking import said_contact
from events.dates import line_of
from events.mails import (
    REGISTRATION_CONFIRMATION,
    REGISTRATION_NEWS,
    REGISTRATION_REMINDER,
    REGISTRATION_TAKEN_OFF,
)
from events.models import EventPage, News, Occurrence, Registration
from events.recurrence import from_moment, to_moment

LEAVING = "registration"  # what the link of its mails is good for
Status = Occurrence.Status


@dataclass(frozen=True)
class Told:
    """What people knew of a date before it changed."""

    status: str
    starts_at: datetime
    ends_at: datetime
    is_held: bool

    @classmethod
    def of(cls, date: Occurrence) -> "Told":
        return cls(date.status, date.starts_at, date.ends_at, date.is_held)


def news_since(before: Told, date: Occurrence) -> News | None:
    """Return what those registered have to learn of *date*; nothing of one that is over."""
    if max(before.ends_at, date.ends_at) <= timezone.now():
        return None
    if not date.is_held:
        called_off = News.POSTPONED if date.status == Status.POSTPONED else News.CANCELLED
        return called_off if before.is_held or before.status != date.status else None
    if (before.starts_at, before.ends_at) != (date.starts_at, date.ends_at):
        return News.MOVED
    online = Status.MOVED_ONLINE
    if before.status != date.status and date.status == online:
        return News.ONLINE
    if not before.is_held or (before.status == online and date.status != online):
        return News.HELD
    return None


def tell_everybody(date: Occurrence, before: Told) -> None:
    """Tell all who are registered for *date*, or wait, what became of it since *before*."""
    news = news_since(before, date)
    if news is None:
        return
    for registration in date.registrations.all():
        tell(registration, date, news)


def tell(registration: Registration, date: Occurrence, news: News) -> None:
    """Write a mail, or leave it to the place to call; what was not told yet gives way to it."""
    if not registration.email:
        Registration.objects.filter(pk=registration.pk).update(news=news)
        return
    withdraw_mails(REGISTRATION_NEWS, registration)
    occasion = f"{news}-{date.starts_at:%Y%m%d%H%M}-{date.sequence}"
    _write(REGISTRATION_NEWS, registration, date, occasion, news=news)


def confirm(registration: Registration, date: Occurrence) -> None:
    """Write to who registered what was noted, with the link that ends it."""
    if registration.email:
        _write(REGISTRATION_CONFIRMATION, registration, date)


def remind(registration: Registration, date: Occurrence) -> None:
    """Write the reminder of the day before, once for each day that the date was given."""
    _write(REGISTRATION_REMINDER, registration, date, date.starts_at.isoformat())
    Registration.objects.filter(pk=registration.pk).update(reminded_for=date.starts_at)


def tell_taken_off(registration: Registration, date: Occurrence) -> None:
    """Write to who is registered no more, by the place; the mail is of the date."""
    if registration.email and date.starts_at > timezone.now():
        queue_mail(
            REGISTRATION_TAKEN_OFF,
            about=date,
            to=[registration.email],
            context=date_in_words(date),
            occasion=f"inscription {registration.pk}",
        )


def tell_of_the_end(event: EventPage) -> None:
    """Write to who is registered for the dates to come of *event*, which is about to be erased.

    What is cancelled already was told.
    """
    for date in Occurrence.objects.whole_of(event).upcoming().exclude(status=Status.CANCELLED):
        for registration in date.registrations.all():
            tell_taken_off(registration, date)


def date_in_words(date: Occurrence) -> dict[str, Any]:
    """Return what mails and pages say of *date*: when, where, and whom to call."""
    place, event = date.place, date.event
    return {
        "event": event,
        "event_url": (event.full_url or "") if event.live else "",
        "place": place,
        "date": line_of(date),
        "address": address_lines(place),
        "online_url": event.online_url if _is_online(date) else "",
        "contact": said_contact(event, place),
    }


def _is_online(date: Occurrence) -> bool:
    in_place = date.event.attendance == date.event.Attendance.IN_PLACE
    return not in_place or date.status == Status.MOVED_ONLINE


def _write(
    kind: MailKind,
    registration: Registration,
    date: Occurrence,
    occasion: str = "",
    **context: Any,
) -> None:
    secret = issue_token(LEAVING, registration)
    queue_mail(
        kind,
        about=registration,
        to=[registration.email],
        context={
            **date_in_words(date),
            **context,
            "registration": registration,
            "leave_url": f"{date.event.full_url or ''}inscription/lien/{secret}/",
        },
        occasion=occasion,
    )


def eve_of(date: Occurrence) -> datetime:
    """Return the midnight that begins the day before *date*, by the clocks of the region."""
    eve = from_moment(date.starts_at).date() - timedelta(days=1)
    return to_moment(datetime.combine(eve, time.min))

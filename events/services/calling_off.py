"""All that is to come of an event called off at once, and taken up again."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from events.models import EventPage, Occurrence
from events.services.occurrences import bring_up_to_date, set_status

Status = Occurrence.Status


@transaction.atomic
def call_off(event: EventPage, note: str = "", *, user: Any = None) -> int:
    """Cancel each date to come of *event*, at once; return how many were.

    Its rule gives no other from then on (``EventPage.horizon``): a series without an end would
    begin again a year and a half later. Safe to repeat.
    """
    _remember(event, called_off=True)
    dates = event.occurrences.upcoming().exclude(status=Status.CANCELLED)
    return _give_each(dates, Status.CANCELLED, note, user)


@transaction.atomic
def take_up(event: EventPage, *, user: Any = None) -> int:
    """Hold again each cancelled date to come of *event*; return how many were cancelled."""
    _remember(event, called_off=False)
    found = _give_each(
        event.occurrences.upcoming().filter(status=Status.CANCELLED), Status.SCHEDULED, "", user
    )
    bring_up_to_date(event)
    return found


@transaction.atomic
def cancel_awaited(event: EventPage) -> int:
    """Cancel the dates of *event*, which leaves the site, for which people are registered.

    They are told, or to be called: nobody comes to a closed door. Return how many dates were.
    """
    dates = event.occurrences.upcoming().with_registrations().exclude(status=Status.CANCELLED)
    locked = list(dates.select_for_update(of=("self",)))
    for occurrence in locked:
        set_status(occurrence, Status.CANCELLED, occurrence.note)
    return len(locked)


def _give_each(dates: Any, status: str, note: str, user: Any) -> int:
    locked = list(dates.select_for_update(of=("self",)))
    for occurrence in locked:
        set_status(occurrence, status, note, user=user)
    return len(locked)


def _remember(event: EventPage, *, called_off: bool) -> None:
    """Write it beside the versions of *event*, which may wait for the team meanwhile."""
    event.called_off_on = timezone.localdate() if called_off else None
    EventPage.objects.filter(pk=event.pk).update(called_off_on=event.called_off_on)

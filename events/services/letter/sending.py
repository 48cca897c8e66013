"""Sending the letter of the week, once to each who confirmed."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.utils import timezone

from core.text.french import DAY_NAMES, clock, day_of_month
from events.channels import wording
from events.models import AgendaPage, Occurrence, Subscription
from events.recurrence import from_moment

from .mails import send_letter

AHEAD = timedelta(days=8)  # days that a letter tells of: the week to come and the next Monday
MOST_DATES = 60  # in one letter


@dataclass
class Sent:
    """What a round of sending came to."""

    sent: int = 0
    without_news: int = 0
    failed: int = 0


def send_letters(today: date | None = None) -> Sent:
    """Send the letter of this week to each who confirmed and has not had it; safe to repeat.

    A letter is marked before it leaves, and unmarked only when it certainly did not: stopped half
    way, a round that starts again sends nothing twice. Who has nothing to read gets no mail.
    """
    today = today or timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    result = Sent()
    agenda = AgendaPage.open_to_all()
    if agenda is None:
        return result
    base_url = f"{agenda.full_url}lettre/"
    dates = _dates_to_come()
    waiting = Subscription.objects.confirmed().filter(_not_sent(monday))
    for subscription in waiting.prefetch_related("departements", "themes").order_by("pk"):
        days = _by_day(_wanted(subscription, dates))
        if not _mark(subscription, monday):
            continue
        if not days:
            result.without_news += 1
        elif send_letter(subscription, days, base_url):
            result.sent += 1
        else:
            Subscription.objects.filter(pk=subscription.pk).update(sent_for=subscription.sent_for)
            result.failed += 1
    return result


def _not_sent(monday: date) -> Q:
    return Q(sent_for__isnull=True) | Q(sent_for__lt=monday)


def _mark(subscription: Subscription, monday: date) -> bool:
    """Say that the letter of *monday* leaves; False when another round was quicker."""
    waiting = Subscription.objects.filter(_not_sent(monday), pk=subscription.pk)
    return bool(waiting.update(sent_for=monday))


def _dates_to_come() -> list[Occurrence]:
    """Return the dates of the days to come, cancelled ones included, with what a letter says."""
    found = (
        Occurrence.objects.published()
        .upcoming()
        .filter(starts_at__lt=timezone.now() + AHEAD)
        .select_related("event", "place__commune")
        .prefetch_related("event__tagged_items")
    )
    return list(found)


def _wanted(subscription: Subscription, dates: list[Occurrence]) -> list[Occurrence]:
    """Return those of *dates* that the subscription is about; an empty choice is every one."""
    departements = {departement.pk for departement in subscription.departements.all()}
    themes = {theme.pk for theme in subscription.themes.all()}
    fitting = [
        date
        for date in dates
        if (not departements or date.departement_id in departements)
        and (not themes or themes & {tagged.tag_id for tagged in date.event.tagged_items.all()})
    ]
    return fitting[:MOST_DATES]


def _by_day(dates: list[Occurrence]) -> list[dict[str, Any]]:
    """Return what the letter reads: days, and under each its dates."""
    days = groupby(dates, key=lambda date: from_moment(date.starts_at).date())
    return [{"title": _title(day), "dates": [_line(each) for each in group]} for day, group in days]


def _title(day: date) -> str:
    return f"{DAY_NAMES[day.weekday()].capitalize()} {day_of_month(day)}"


def _line(date: Occurrence) -> dict[str, str]:
    start = from_moment(date.starts_at)
    return {
        "time": clock(start.hour * 60 + start.minute),
        "state": wording.prefix_of(date),
        "moved": wording.moved(date),
        "note": date.note,
        "title": date.event.title,
        "place": f"{date.place.title}, {date.place.commune.name}",
        "url": date.event.full_url or "",
    }

"""The letter of the week, written once for each who confirmed."""

import logging
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from core.mail.queue import queue_mail, wake_worker
from core.models import OutgoingMail
from core.text.french import DAY_NAMES, day_of_month, time_of_day
from events.channels import wording
from events.mails import LETTER
from events.models import AgendaPage, Occurrence, Subscription
from events.recurrence import from_moment

logger = logging.getLogger(__name__)

AHEAD = timedelta(days=8)  # days that a letter tells of: the week to come and the next Monday
MOST_DATES = 60  # in one letter


@dataclass
class Round:
    """What a round of letters came to."""

    queued: int = 0
    without_news: int = 0
    failed: int = 0


def send_letters(today: date | None = None) -> Round:
    """Queue the letter of this week for each who confirmed and has not had it; safe to repeat.

    The outbox holds one letter for each subscription and week, so that two rounds at once send
    nothing twice. Who has nothing to read gets no mail. A letter that cannot be written costs
    itself alone.
    """
    today = today or timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    result = Round()
    agenda = AgendaPage.open_to_all()
    if agenda is None:
        return result
    base_url = f"{agenda.full_url}lettre/"
    dates = _dates_to_come()
    waiting = Subscription.objects.confirmed().filter(_not_sent(monday))
    waiting = waiting.exclude(pk__in=_queued(monday))
    for subscription in waiting.prefetch_related("departements", "themes").order_by("pk"):
        days = _by_day(_wanted(subscription, dates))
        if not days:
            result.without_news += 1
            continue
        try:
            _queue_letter(subscription, monday, days, base_url)
            result.queued += 1
        except Exception:
            logger.exception("letter: none for %s", subscription)
            result.failed += 1
    wake_worker()
    return result


def _not_sent(monday: date) -> Q:
    return Q(sent_for__isnull=True) | Q(sent_for__lt=monday)


def _queued(monday: date) -> QuerySet:
    letters = OutgoingMail.objects.filter(kind=LETTER.name, occasion=monday.isoformat())
    return letters.values("about_id")


def _queue_letter(
    subscription: Subscription, monday: date, days: list[dict[str, Any]], base_url: str
) -> None:
    leave_url = f"{base_url}{subscription.token}/desabonnement/"
    with transaction.atomic():
        queue_mail(
            LETTER,
            about=subscription,
            occasion=monday.isoformat(),
            to=[subscription.email],
            context={
                "days": days,
                "leave_url": leave_url,
                "agenda_url": base_url.removesuffix("lettre/"),
            },
            headers={
                # RFC 8058: mailboxes show a button that sends this very POST.
                "List-Unsubscribe": f"<{leave_url}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
            wake=False,
        )


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
        "time": time_of_day(start),
        "state": wording.prefix_of(date),
        "moved": wording.moved(date),
        "note": date.note,
        "title": date.event.title,
        "place": f"{date.place.title}, {date.place.commune.name}",
        "url": date.event.full_url or "",
    }

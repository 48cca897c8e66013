"""The letter of the week, written once for each who confirmed."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from core.mail.queue import queue_mail, wake_worker
from core.models import OutgoingMail
from core.rows import failure_of, for_each, name_of
from core.text.formats import distance
from core.text.french import DAY_NAMES, day_of_month, time_of_day
from directory.presenters import moves
from directory.search.near import Near, Whereabouts
from events.booking import booking_of, price_of, said_booking
from events.channels import wording
from events.mails import LETTER
from events.models import AgendaPage, EventPage, Occurrence, Subscription
from events.recurrence import from_moment

from .subscriptions import leave_url, near_of

AHEAD = timedelta(days=8)  # days that a letter tells of: the week to come and the next Monday
MOST_DATES = 60  # in one letter
SHORT = "d/"  # the route of the agenda by which a date has a short address


@dataclass
class Round:
    """What a round of letters came to; ``failures`` names the dates and the letters left out."""

    queued: int = 0
    without_news: int = 0
    failures: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class News:
    """What a letter says of one date (``line``), and what tells whom it is for."""

    day: date
    where: Whereabouts
    is_there: bool  # where one is to come: neither online alone, nor at the office of what moves
    departement_id: str
    themes: frozenset[int]
    line: dict[str, str]


def send_letters(today: date | None = None) -> Round:
    """Queue the letter of this week for each who confirmed and has not had it; safe to repeat.

    The outbox holds one letter for each subscription and week, so that two rounds at once send
    nothing twice. Who has nothing to read gets no mail. A date that cannot be told is left out of
    the letters, and a letter that cannot be written costs itself alone.
    """
    today = today or timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    result = Round()
    agenda = AgendaPage.open_to_all()
    if agenda is None:
        return result
    base_url = f"{agenda.full_url}lettre/"
    news, result.failures = _news_of(_dates_to_come())

    def write(subscription: Subscription) -> None:
        near = near_of(subscription)
        wanted = _wanted(subscription, near, news)
        if wanted:
            days = _by_day(wanted, near, agenda.full_url)
            _queue_letter(subscription, monday, days, near, base_url)
            result.queued += 1
        else:
            result.without_news += 1

    waiting = Subscription.objects.confirmed().filter(_not_sent(monday))
    waiting = waiting.exclude(pk__in=_queued(monday))
    found = waiting.select_related("commune").prefetch_related("departements", "themes")
    result.failures += for_each(list(found.order_by("pk")), write)
    wake_worker()
    return result


def _not_sent(monday: date) -> Q:
    return Q(sent_for__isnull=True) | Q(sent_for__lt=monday)


def _queued(monday: date) -> QuerySet:
    letters = OutgoingMail.objects.filter(kind=LETTER.name, occasion=monday.isoformat())
    return letters.values("about_id")


def _queue_letter(
    subscription: Subscription,
    monday: date,
    days: list[dict[str, Any]],
    near: Near | None,
    base_url: str,
) -> None:
    end_url = leave_url(base_url, subscription)
    queue_mail(
        LETTER,
        about=subscription,
        occasion=monday.isoformat(),
        to=[subscription.email],
        context={
            "days": days,
            "near": near.said() if near else "",
            "easy_to_read": subscription.easy_to_read,
            "leave_url": end_url,
            "agenda_url": base_url.removesuffix("lettre/"),
        },
        headers={
            # RFC 8058: mailboxes show a button that sends this very POST.
            "List-Unsubscribe": f"<{end_url}>",
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


def _news_of(dates: list[Occurrence]) -> tuple[list[News], list[str]]:
    """Return what letters say of *dates*, and those of which nothing can be said, named."""
    news: list[News] = []

    def tell(date: Occurrence) -> None:
        news.append(_told(date))

    failures = (failure_of(name_of(each), partial(tell, each)) for each in dates)
    return news, [failure for failure in failures if failure]


def _wanted(subscription: Subscription, near: Near | None, news: list[News]) -> list[News]:
    """Return those of *news* that the subscription is about; an empty choice is every one."""
    departements = {departement.pk for departement in subscription.departements.all()}
    themes = {theme.pk for theme in subscription.themes.all()}
    fitting = [
        each
        for each in news
        if (near.holds(each.where) if near else _is_in(each, departements))
        and (not themes or themes & each.themes)
    ]
    return fitting[:MOST_DATES]


def _is_in(news: News, departements: set[str]) -> bool:
    return not departements or news.departement_id in departements


def _by_day(news: list[News], near: Near | None, agenda_url: str) -> list[dict[str, Any]]:
    """Return what the letter reads: days, and under each its dates, with short links."""

    def line(each: News) -> dict[str, str]:
        return each.line | {
            "url": f"{agenda_url}{SHORT}{each.line['number']}/",
            "distance": distance(near.kilometres_to(each.where)) if near and each.is_there else "",
        }

    days = groupby(news, key=lambda each: each.day)
    return [{"title": _title(day), "dates": [line(each) for each in group]} for day, group in days]


def _title(day: date) -> str:
    return f"{DAY_NAMES[day.weekday()].capitalize()} {day_of_month(day)}"


def _told(date: Occurrence) -> News:
    start = from_moment(date.starts_at)
    return News(
        day=start.date(),
        where=Whereabouts(date.place.latitude, date.place.longitude, date.place.commune_id),
        is_there=date.event.attendance != EventPage.Attendance.ONLINE and not moves(date.place),
        departement_id=date.departement_id,
        themes=frozenset(tagged.tag_id for tagged in date.event.tagged_items.all()),
        line={
            "time": time_of_day(start),
            "state": wording.prefix_of(date),
            "moved": wording.moved(date),
            "note": date.note,
            "title": date.event.title,
            "place": f"{date.place.title}, {date.place.commune.name}",
            "price": price_of(date.event),
            "booking": _said_booking(date),
            "number": str(date.pk),
        },
    )


def _said_booking(date: Occurrence) -> str:
    """Say how to come; the page of the date, to which the letter leads, takes registrations."""
    if date.event.takes_registrations:
        return "Inscription en ligne"
    return said_booking(booking_of(date.event, date.place))

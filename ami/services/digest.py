"""The mail of the morning: to each agent, on working days, what waits for them, if it does."""

from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from ami.mails import DIGEST
from ami.models import ReviewPreferences
from ami.permissions import readers
from ami.waiting import news_for
from core.mail.queue import queue_mail, wake_worker
from core.rows import for_each
from core.text.formats import long_day
from directory.hours.holidays import is_working_day


def send_digests(now: datetime | None = None) -> tuple[int, list[str]]:
    """Write to each agent what waits for them; nothing on a day off. Safe to repeat.

    The outbox holds one for each agent and day, so that a round that was stopped, or two at once,
    send nothing twice. Return how many were written, and the agents that failed, by number.
    """
    today = timezone.localdate(now)
    if not is_working_day(today):
        return 0, []
    day, written = today.isoformat(), 0

    def write(agent: Any) -> None:
        nonlocal written
        preferences, _ = ReviewPreferences.objects.get_or_create(user=agent)
        if not preferences.wants_digest or _has_had(preferences, day):
            return
        if lines := news_for(agent):
            _queue(preferences, day, lines)
            written += 1

    failures = for_each(list(readers().exclude(email="")), write)
    wake_worker()
    return written, failures


def _has_had(preferences: ReviewPreferences, day: str) -> bool:
    """Whether the mail of *day* is written, be it to an address that has changed since."""
    mails: Any = preferences.outgoing_mails
    return bool(mails.filter(kind=DIGEST.name, occasion=day).exists())


def _queue(preferences: ReviewPreferences, day: str, lines: list[Any]) -> None:
    base = settings.WAGTAILADMIN_BASE_URL
    context = {
        "day": long_day(datetime.fromisoformat(day).date()),
        "lines": [
            {"label": each.label, "number": each.number, "url": urljoin(base, each.url)}
            for each in lines
        ],
        "account_url": urljoin(base, reverse("wagtailadmin_account")),
    }
    to = [preferences.user.email]
    queue_mail(DIGEST, about=preferences, to=to, context=context, occasion=day, wake=False)

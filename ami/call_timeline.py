"""The calendar of a call, stage by stage, as its page shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from ami.models import CallPage
from core.text.french import capitalised, date_span


@dataclass(frozen=True)
class Stage:
    """One stage; ``is_current`` and ``is_over`` at the day that was asked."""

    title: str
    dates: str
    text: str
    is_current: bool
    is_over: bool


def timeline(call: CallPage, today: date | None = None) -> list[Stage]:
    """Return the stages of *call* in order, as of *today*; those of its dates if it says none."""
    today = today or timezone.localdate()
    return [
        Stage(
            title=title,
            dates=words or capitalised(date_span(first, last)),
            text=text,
            is_current=first <= today <= last,
            is_over=last < today,
        )
        for title, first, last, words, text in _stages(call)
    ]


def _stages(call: CallPage) -> Iterator[tuple[str, date, date, str, str]]:
    phases = list(call.phases.all())
    for phase in phases:
        last = phase.ends_on or phase.starts_on
        yield phase.title, phase.starts_on, last, phase.dates_in_words, phase.text
    if phases or call.opens_at is None or call.closes_at is None:
        return
    opening = timezone.localdate(call.opens_at)
    # What closes at midnight closes the day before.
    closing = timezone.localdate(call.closes_at - timedelta(minutes=1))
    yield "Dépôt des dossiers", opening, closing, "", ""
    if call.results_at:
        results = timezone.localdate(call.results_at)
        if (results - closing).days > 1:
            day = timedelta(days=1)
            yield "Lecture des dossiers et échanges", closing + day, results - day, "", ""
        yield "Annonce des réponses", results, results, "", ""

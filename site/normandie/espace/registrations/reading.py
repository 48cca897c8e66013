"""The dates whose registrations a place looks after, and those of one of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from directory.models import PlacePage
from events.dates import DateLine, line_of
from events.models import EventPage, Occurrence, Registration

AHEAD = timedelta(days=60)  # dates that nobody registered for yet are listed so far
BEHIND = timedelta(days=14)  # as long as names are kept
AT_HOME = 4  # dates

HERE = Q(event__booking=EventPage.Booking.HERE)
REGISTERED = Q(registrations__isnull=False)


@dataclass(frozen=True)
class DateRow:
    """A date, and how many people are behind it."""

    date: Occurrence
    line: DateLine
    waiting: int
    to_call: int

    @property
    def begun(self) -> bool:
        return self.date.starts_at <= timezone.now()

    @property
    def to_call_said(self) -> str:
        return f"{self.to_call} à appeler"

    @property
    def lacks_presence(self) -> bool:
        """Whether people came, or should have, and nobody counted them."""
        return self.begun and self.date.is_held and self.date.came is None


def date_rows(place: PlacePage, now: datetime) -> list[DateRow]:
    """Return the dates of *place* that people register for, the first one first; one query."""
    near = HERE & Q(ends_at__gt=now, starts_at__lt=now + AHEAD)
    dates = (
        Occurrence.objects.at_place(place.pk)
        .filter(near | REGISTERED, ends_at__gt=now - BEHIND)
        .annotate(
            waiting=_number(registrations__state=Registration.State.WAITING),
            to_call=_number(registrations__news__gt=""),
        )
        .select_related("event")
        .order_by("starts_at", "pk")
    )
    return [DateRow(each, line_of(each), each.waiting, each.to_call) for each in dates]


def _number(**condition: Any) -> Count:
    return Count("registrations", filter=Q(**condition), distinct=True)


def home_section(place: PlacePage, user: Any) -> dict[str, Any] | None:
    """Return what the home of *place* says: whom to call, whom to count, who comes next."""
    rows = date_rows(place, timezone.now())
    asking = [row for row in rows if row.to_call or row.lacks_presence]
    coming = [row for row in rows if row not in asking and not row.begun]
    shown = [*asking, *coming][:AT_HOME]
    return {"place": place, "rows": shown, "more": len(rows) > len(shown)} if shown else None


@dataclass(frozen=True)
class People:
    """Those of one date, in the order in which they registered; one query."""

    seated: list[Registration]
    waiting: list[Registration]
    to_call: list[Registration]

    @classmethod
    def of(cls, date: Occurrence) -> "People":
        everybody = list(date.registrations.order_by("pk"))
        return cls(
            [each for each in everybody if each.is_seated],
            [each for each in everybody if not each.is_seated],
            [each for each in everybody if each.news],
        )

    @property
    def seats(self) -> int:
        return sum(each.seats for each in self.seated)

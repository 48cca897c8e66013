"""Events that come back each week."""

from datetime import date, time, timedelta

from django.utils import timezone

from events.models import EventPage
from tests.factories import EventPageFactory


def next_monday() -> date:
    today = timezone.localdate()
    return today + timedelta(days=7 - today.weekday())


def weekly(count: int = 4, **fields: object) -> EventPage:
    """Return an event of *count* Monday evenings, from 18:00 to 20:00, the first one next week."""
    rule = f"FREQ=WEEKLY;COUNT={count}"
    when = {"starts_on": next_monday(), "start_time": time(18), "end_time": time(20)}
    return EventPageFactory(**when | {"rule": rule} | fields)


def workshop(title: str = "Atelier tablette", **fields: object) -> EventPage:
    """Return one of seven afternoons, from 14:00 to 16:00: more than a sheet or a card tells."""
    return weekly(7, **{"title": title, "start_time": time(14), "end_time": time(16)} | fields)

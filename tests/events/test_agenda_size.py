"""« /agenda/ » with many dates: each is counted, and a day of a month shows the first ones."""

from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from events.models import EventPage, Occurrence
from events.recurrence import to_moment
from events.search import tallies
from events.services.occurrences import set_status
from tests.factories import (
    AgendaPageFactory,
    EventPageFactory,
    OccurrenceFactory,
    PlacePageFactory,
)
from tests.reading import event_titles, text_of

pytestmark = pytest.mark.django_db
MONDAY = date(2030, 12, 9)
NOW = to_moment(datetime(2030, 12, 2, 8))


def test_a_crowd_is_counted_to_its_last_date_and_a_month_shows_the_first_of_each_day(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    AgendaPageFactory()
    place = PlacePageFactory(slug="le-phare")
    for number in range(7):
        EventPageFactory(
            title=f"Conférence {number}",
            place=place,
            kind=EventPage.Kind.TALK,
            starts_on=MONDAY,
            start_time=time(9 + number),
            end_time=time(10 + number),
            rule="FREQ=DAILY;COUNT=7",
        )
    EventPageFactory(title="Rare", starts_on=MONDAY, place=place, price=None)
    first = Occurrence.objects.order_by("starts_at").first()
    assert first is not None
    set_status(first, Occurrence.Status.CANCELLED)

    assert "50 dates à venir" in text_of(client.get("/agenda/"))
    assert len(event_titles(client.get("/agenda/?page=3"))) == 50 - 2 * 24
    assert event_titles(client.get("/agenda/?type=atelier")) == ["Rare"]
    month = text_of(client.get("/agenda/?mois=2030-12"))
    assert "50 dates à venir en décembre 2030" in month
    assert "Lundi 9 décembre 9 h Conférence 0 Caen Annulé 10 h Conférence 1" in month
    assert "et 5 autres le 9 décembre" in month
    assert "Conférence 3" not in month


def test_past_dates_are_counted_up_to_a_number(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    AgendaPageFactory()
    event = EventPageFactory()
    for days in range(1, 5):
        OccurrenceFactory(event=event, starts_at=timezone.now() - timedelta(days=days))

    assert "4 dates passées" in text_of(client.get("/agenda/archives/"))
    monkeypatch.setattr(tallies, "MOST_PAST", 3)
    assert "Plus de 3 dates passées" in text_of(client.get("/agenda/archives/?type=atelier"))

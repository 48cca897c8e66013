"""« /agenda/ » with very many dates: what it says where it does not count them."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from events.models import EventPage, Occurrence
from events.recurrence import to_moment
from events.search import coming, tallies
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


def agenda(client: Client, query: str = "") -> HttpResponse:
    return client.get(f"/agenda/{query}")


def make_crowd() -> None:
    """Make seven talks each day of a week, and one workshop: the only dates to come in 2030."""
    AgendaPageFactory()
    place = PlacePageFactory(slug="le-phare")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: NOW)
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


@pytest.fixture(autouse=True, scope="module")
def crowd(made_once: Callable) -> None:
    made_once(make_crowd)


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Come a week before the crowd, when its dates are too many to count."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    monkeypatch.setattr(coming, "MOST_HELD", 40)
    monkeypatch.setattr(tallies, "MOST_TOLD", 30)
    monkeypatch.setattr(tallies, "MOST_A_DAY", 5)


@pytest.mark.usefixtures("crowded")
def test_where_there_are_too_many_the_list_says_so_and_offers_filters_without_numbers(
    client: Client,
) -> None:
    said = text_of(agenda(client))

    assert "Plus de 30 dates à venir" in said
    assert "Conférence" in said
    assert 'class="choice__count"' not in client.get("/agenda/").content.decode()
    assert event_titles(agenda(client))[:2] == ["Conférence 0", "Conférence 1"]
    assert "choisissez une période" not in said
    assert len(event_titles(agenda(client, "?page=2"))) == 30 - 24
    assert "choisissez une période" in text_of(agenda(client, "?page=2"))


@pytest.mark.usefixtures("crowded")
def test_a_filter_or_a_day_that_leaves_few_dates_counts_them(client: Client) -> None:
    assert "1 date à venir" in text_of(agenda(client, "?type=atelier"))
    assert event_titles(agenda(client, "?type=atelier")) == ["Rare"]
    day = text_of(agenda(client, f"?du={MONDAY}&au={MONDAY}"))
    assert "8 dates à venir" in day
    assert "Conférence 7" in day  # how many they are
    of_the_place = agenda(client, "?lieu=le-phare")  # a place is always counted
    assert "50 dates à venir" in text_of(of_the_place)


@pytest.mark.usefixtures("crowded")
def test_what_to_give_up_is_told_as_far_as_the_list_tells(client: Client) -> None:
    said = text_of(agenda(client, "?type=conference&departement=50"))

    assert "Aucune date ne répond" in said
    assert "Retirer « Manche » (plus de 30 dates)" in said


@pytest.mark.usefixtures("crowded")
def test_a_month_with_too_many_dates_shows_the_first_ones_of_each_day(client: Client) -> None:
    cancelled = Occurrence.objects.order_by("starts_at").first()
    assert cancelled is not None
    set_status(cancelled, Occurrence.Status.CANCELLED)

    said = text_of(agenda(client, "?mois=2030-12"))

    assert "Plus de 30 dates à venir en décembre 2030" in said
    assert "Lundi 9 décembre 9 h Conférence 0 Caen Annulé 10 h Conférence 1" in said
    assert "et plus de 2 autres le 9 décembre" in said
    assert "Conférence 3" not in said
    few = text_of(agenda(client, "?mois=2030-12&type=atelier"))
    assert "1 date à venir en décembre 2030" in few
    assert "et plus" not in few


def test_past_dates_are_counted_up_to_a_number(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    event = EventPageFactory()
    for days in range(1, 5):
        OccurrenceFactory(event=event, starts_at=timezone.now() - timedelta(days=days))

    assert "4 dates passées" in text_of(agenda(client, "archives/"))
    monkeypatch.setattr(tallies, "MOST_PAST", 3)
    assert "Plus de 3 dates passées" in text_of(agenda(client, "archives/?type=atelier"))

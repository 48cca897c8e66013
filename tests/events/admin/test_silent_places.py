"""Staff find the places that hold nothing, to help them announce something."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from directory.models import PlacePage
from events.models import Occurrence
from events.recurrence import to_moment
from events.services.occurrences import set_status
from tests.factories import CommuneFactory, EventPageFactory, OccurrenceFactory, PlacePageFactory
from tests.reading import row_titles, rows, text_of

pytestmark = pytest.mark.django_db
Status = Occurrence.Status


def listed(client: Client, **params: object) -> list[str]:
    return row_titles(client.get(reverse("events_silent_places:index"), params))


def once_held_something(title: str, days_ago: int) -> PlacePage:
    place = PlacePageFactory(title=title)
    start = timezone.now() - timedelta(days=days_ago)
    event = EventPageFactory(place=place, starts_on=start.date())
    event.occurrences.all().delete()
    OccurrenceFactory(event=event, starts_at=start)
    return place


def test_all_published_places_without_a_date_to_come_are_listed(team: Client) -> None:
    PlacePageFactory(title="Rien encore")
    once_held_something("Plus rien", days_ago=40)
    EventPageFactory(place=PlacePageFactory(title="Actif"))
    EventPageFactory(place=PlacePageFactory(title="Brouillon"), live=False)
    PlacePageFactory(title="Fermé", live=False)

    assert listed(team) == ["Brouillon", "Plus rien", "Rien encore"]


def test_a_row_says_when_the_place_last_held_something(team: Client) -> None:
    place = once_held_something("Autrefois", days_ago=40)
    once_held_something("Naguère", days_ago=10)
    day = timezone.localtime(place.occurrences.get().starts_at).date()

    text = text_of(team.get(reverse("events_silent_places:index")))

    assert f"{day:%d/%m/%Y}" in text
    assert listed(team, ordering="last_start") == ["Autrefois", "Naguère"]
    assert listed(team, ordering="-last_start") == ["Naguère", "Autrefois"]


def test_what_was_cancelled_was_not_held(team: Client) -> None:
    set_status(once_held_something("Annulé", days_ago=40).occurrences.get(), Status.CANCELLED)
    held = once_held_something("Tenu", days_ago=90)

    shown = rows(team.get(reverse("events_silent_places:index")))

    day = timezone.localtime(held.occurrences.get().starts_at).date()
    assert [(title, last) for title, *_, last in shown] == [
        ("Annulé", "—"),
        ("Tenu", f"{day:%d/%m/%Y}"),
    ]


def test_the_filters_and_the_search_are_those_of_places(team: Client) -> None:
    PlacePageFactory(title="Fablab de Caen")
    PlacePageFactory(title="Fablab de Rouen", commune=CommuneFactory(rouen=True))

    assert listed(team, departement=["76"]) == ["Fablab de Rouen"]
    assert listed(team, q="fablab caen") == ["Fablab de Caen"]
    listed(team, q="\"'", departement=["x"])  # is borne


def test_the_list_can_be_taken_away_as_a_spreadsheet(team: Client) -> None:
    PlacePageFactory(title="Rien encore")
    place = once_held_something("Autrefois", days_ago=600)
    start = to_moment(datetime(2025, 7, 1, 0, 30))  # still June in UTC
    place.occurrences.update(starts_at=start, ends_at=start + timedelta(hours=1))

    response = team.get(reverse("events_silent_places:index"), {"export": "csv"})

    sheet = b"".join(response.streaming_content).decode()
    assert "Rien encore,Caen" in sheet
    assert "Autrefois,Caen (14000),2025-07-01\r\n" in sheet


def test_the_list_costs_the_same_for_few_and_for_many_places(team: Client) -> None:
    def cost() -> int:
        listed(team)  # what each process reads again after a change
        with CaptureQueriesContext(connection) as queries:
            listed(team)
        return len(queries)

    PlacePageFactory.create_batch(3)
    for_three = cost()
    PlacePageFactory.create_batch(20)

    assert cost() == for_three


def test_the_first_screen_leads_to_the_whole_list(team: Client) -> None:
    PlacePageFactory.create_batch(6)

    text = text_of(team.get(reverse("wagtailadmin_home")))

    assert "6 lieux n’ont aucun événement à venir" in text
    assert "Voir tous ces lieux" in text

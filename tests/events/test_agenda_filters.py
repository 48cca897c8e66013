"""The filters of « /agenda/ »: what each keeps, how many dates it would bring, what to give up."""

from collections.abc import Callable

import pytest
from django.test import Client

from directory.models import Vocabulary
from events.models import EventPage
from tests.directory.poles import a_pole
from tests.events.test_agenda_page import counts, day, event_on
from tests.factories import AgendaPageFactory, CommuneFactory, PlacePageFactory
from tests.reading import event_titles, text_of

pytestmark = pytest.mark.django_db

FILTERS = {
    "type": "conference",
    "theme": "securite",
    "public": "jeunes",
    "departement": "76",
    "gratuit": "oui",
    "en_ligne": "oui",
    "reservation": "non",
    "lieu": "la-tour",
    "pole": "pole-du-bocage",
}


def make_fitting() -> None:
    """Make an event that fits each of ``FILTERS``; another, which fits none, stands beside."""
    AgendaPageFactory()
    event_on(day(2), "Autre", price=3)
    place = PlacePageFactory(slug="la-tour", title="La Tour", commune=CommuneFactory(rouen=True))
    a_pole("Pôle du Bocage", communes=[place.commune])
    event_on(
        day(2),
        "Choisi",
        place=place,
        kind=EventPage.Kind.TALK,
        themes=["Sécurité"],
        terms=[(Vocabulary.AUDIENCE, "Jeunes")],
        attendance=EventPage.Attendance.MIXED,
        online_url="https://exemple.fr/",
        booking=EventPage.Booking.NONE,
    )


@pytest.fixture(autouse=True, scope="module")
def fitting(made_once: Callable) -> None:
    made_once(make_fitting)


@pytest.mark.parametrize("param", FILTERS)
def test_each_filter_keeps_what_fits_and_can_be_removed(client: Client, param: str) -> None:
    response = client.get("/agenda/", {param: FILTERS[param]})

    assert event_titles(response) == ["Choisi"]
    assert '<a class="tag" href="/agenda/#resultats"' in response.content.decode()


def test_filters_combine_and_the_pages_keep_them(client: Client) -> None:
    weekly = event_on(day(1), "Série", rule="FREQ=DAILY;COUNT=30", kind=EventPage.Kind.TALK)

    assert event_titles(client.get("/agenda/", FILTERS)) == ["Choisi"]
    response = client.get("/agenda/", {"type": "conference", "page": "2"})
    assert event_titles(response) == [weekly.title] * 7
    assert 'href="/agenda/?type=conference#resultats"' in response.content.decode()


def test_counts_are_of_dates_and_leave_the_own_choice_out(client: Client) -> None:
    event_on(day(2), "Série", rule="FREQ=WEEKLY;COUNT=4", themes=["Sécurité"])

    free = counts(client.get("/agenda/", {"gratuit": "oui"}))
    chosen = counts(client.get("/agenda/", {"type": "conference"}))

    assert free["type=atelier"] == "4"  # « Autre » is not free
    assert free["theme=securite"] == "5"
    assert chosen["type=atelier"] == "5"
    assert chosen["type=conference"] == "1"
    assert "departement=14" not in chosen
    assert chosen["reservation=non"] == "1"


def test_counts_with_two_filters_are_what_another_choice_of_one_would_bring(
    client: Client,
) -> None:
    rouen = PlacePageFactory(commune=CommuneFactory(rouen=True))
    event_on(day(2), "Conférence à Caen", kind=EventPage.Kind.TALK)
    event_on(day(2), "Atelier à Rouen", place=rouen, themes=["Sécurité"])
    event_on(day(2), "Conférence à Rouen", place=rouen, kind=EventPage.Kind.TALK)

    numbers = counts(client.get("/agenda/", {"type": "conference", "departement": "76"}))

    assert (numbers["type=conference"], numbers["type=atelier"]) == ("2", "1")
    assert (numbers["departement=76"], numbers["departement=14"]) == ("2", "1")
    assert numbers["theme=securite"] == "1"  # « Atelier à Rouen » is no conference


def test_nothing_found_says_what_to_give_up_and_what_it_brings(client: Client) -> None:
    response = client.get("/agenda/", {"departement": "14", "type": "conference"})

    said = text_of(response)
    assert "Retirer « Conférence » (1 date)" in said
    assert "Retirer « Calvados » (1 date)" in said
    asked = {"quand": "demain", "departement": "14", "type": "conference"}
    assert "Voir tout l’agenda" in text_of(client.get("/agenda/", asked))

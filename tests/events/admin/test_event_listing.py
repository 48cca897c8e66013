"""Staff find events, and read what needs them, in the admin."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.models import Occurrence, Theme
from events.services.occurrences import set_status
from tests.events.series import next_monday, weekly
from tests.factories import (
    CommuneFactory,
    EventPageFactory,
    OccurrenceFactory,
    PlacePageFactory,
    UserFactory,
)
from tests.reading import row_titles, rows, text_of

pytestmark = pytest.mark.django_db
Status = Occurrence.Status


def listed(client: Client, **params: object) -> set[str]:
    """Return the titles that the page asks for when a filter changes: the rows by themselves."""
    return set(row_titles(client.get(reverse("events_agenda:index_results"), params)))


def test_a_row_says_what_staff_need_to_decide(team: Client) -> None:
    event = weekly(title="Photos", place=PlacePageFactory(title="Le Dôme"), kind="initiation")
    dates = list(event.occurrences.all())
    set_status(dates[1], Status.CANCELLED)
    set_status(dates[2], Status.CANCELLED)
    set_status(dates[3], Status.FULL)

    text = text_of(team.get(reverse("events_agenda:index")))

    first = f"{next_monday():%d/%m/%Y} 18:00"
    actions = f"Annuler la date du {first} · Déplacer la date du {first}"
    assert f"Initiation {first} {actions} 4 2 annulées, 1 complète" in text
    assert "Le Dôme" in text


def test_a_row_says_that_a_version_waits(team: Client) -> None:
    event = EventPageFactory()
    event.save_revision()
    event.get_workflow().start(event, UserFactory())

    assert "en cours de modération" in text_of(team.get(reverse("events_agenda:index")))


def test_a_past_date_is_neither_next_nor_counted(team: Client) -> None:
    event = EventPageFactory(live=False)
    past = OccurrenceFactory(event=event, starts_at=timezone.now() - timedelta(days=9))
    set_status(past, Status.CANCELLED)

    ((_, _, _, *dates, _),) = rows(team.get(reverse("events_agenda:index")))

    assert dates == ["—", "0", ""]
    assert listed(team, dates="aucune") == {event.title}
    assert listed(team, dates="annulee") == set()


def test_events_are_filtered(team: Client) -> None:
    rouen = PlacePageFactory(commune=CommuneFactory(rouen=True))
    EventPageFactory(title="A", kind="conference", themes=["Images", "Santé"])
    EventPageFactory(title="B", place=rouen, is_example=True, themes=["Images"])
    set_status(weekly(title="C").occurrences.first(), Status.CANCELLED)
    EventPageFactory(title="D", live=False)
    images, health = (Theme.objects.get(name=name).slug for name in ("Images", "Santé"))

    assert listed(team, kind=["conference"]) == {"A"}
    assert listed(team, theme=[images]) == {"A", "B"}
    assert listed(team, theme=[images, health], departement=["14"]) == {"A"}
    assert listed(team, departement=["76"]) == {"B"}
    assert listed(team, dates="annulee") == {"C"}
    assert listed(team, dates="a-venir") == {"A", "B", "C"}
    assert listed(team, dates="aucune") == {"D"}
    assert listed(team, publication="publie") == {"A", "B", "C"}
    assert listed(team, publication="non-publie") == {"D"}
    assert listed(team, example="oui") == {"B"}
    assert listed(team, example="non") == {"A", "C", "D"}


def test_events_are_ordered_and_searched(team: Client, indexed: None) -> None:
    weekly(title="Tablette")
    EventPageFactory(title="Photos", starts_on=timezone.localdate() + timedelta(days=60))

    response = team.get(reverse("events_agenda:index"), {"ordering": "-next_start"})

    assert row_titles(response) == ["Photos", "Tablette"]
    assert listed(team, q="tablet") == {"Tablette"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("q", "\"'"),
        ("ordering", "password"),
        ("kind", "<script>"),
        ("theme", "9" * 30),
        ("departement", "x"),
        ("dates", "NaN"),
        ("example", "-1"),
        ("publication", "x"),
        ("p", "-3"),
    ],
)
def test_hostile_parameters_are_borne(team: Client, name: str, value: str) -> None:
    EventPageFactory()

    assert team.get(reverse("events_agenda:index"), {name: value}).status_code == 200


def test_the_list_costs_the_same_for_few_and_many_events(team: Client) -> None:
    def add(number: int) -> None:
        place = PlacePageFactory()
        for _ in range(number):
            EventPageFactory(place=place, themes=["Images"])

    def cost() -> int:
        team.get(reverse("events_agenda:index"))  # what each process reads again after a change
        with CaptureQueriesContext(connection) as queries:
            team.get(reverse("events_agenda:index"))
        return len(queries)

    add(2)
    for_few = cost()
    add(6)

    assert cost() == for_few


def test_the_listing_can_be_taken_away_as_a_spreadsheet(team: Client) -> None:
    EventPageFactory(title="Photos")

    response = team.get(reverse("events_agenda:index"), {"export": "csv"})

    assert "Photos" in b"".join(response.streaming_content).decode()


def test_a_new_event_asks_at_which_place_in_plain_words(team: Client) -> None:
    PlacePageFactory()
    PlacePageFactory()  # with one alone, nothing is asked

    listing = text_of(team.get(reverse("events_agenda:index")))
    question = text_of(team.get(reverse("events_agenda:choose_parent")))

    assert "Ajouter un événement" in listing
    assert "Où a lieu l’événement ?" in question
    assert "parent" not in question.lower()


def test_the_first_screen_tells_silent_places_and_cancelled_dates(team: Client) -> None:
    silent = PlacePageFactory(title="Lieu sans atelier")
    busy = EventPageFactory(
        title="Photos",
        place=PlacePageFactory(title="Lieu actif"),
        starts_on=timezone.localdate() + timedelta(days=3),
    )
    later = EventPageFactory(
        title="Plus tard", place=busy.place, starts_on=timezone.localdate() + timedelta(days=20)
    )
    for event in (busy, later):
        set_status(event.occurrences.get(), Status.CANCELLED)

    response = team.get(reverse("wagtailadmin_home"))

    text = text_of(response)
    assert "1 date annulée dans les sept jours" in text
    assert "1 lieu n’a aucun événement à venir" in text
    html = response.content.decode()
    assert reverse("events_date_states", args=(busy.pk,)) in html
    assert reverse("events_date_states", args=(later.pk,)) not in html
    assert reverse("wagtailadmin_explore", args=(silent.pk,)) in html
    assert "Voir tous ces lieux" not in text  # they are all there


def test_the_first_screen_of_an_agenda_without_trouble(team: Client) -> None:
    EventPageFactory()

    text = text_of(team.get(reverse("wagtailadmin_home")))

    assert "Aucune date n’est annulée" in text
    assert "Chaque lieu a un événement à venir." in text

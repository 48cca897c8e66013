"""« Que cherchez-vous ? » in the agenda, and « participer à un atelier » in the guided way."""

from collections.abc import Callable
from datetime import time

import pytest
from django.test import Client

from directory.models import EverydayWord, Vocabulary
from tests.factories import (
    AgendaPageFactory,
    CommuneFactory,
    EventPageFactory,
    PlacePageFactory,
)
from tests.reading import event_titles, results_heading, text_of, texts

pytestmark = pytest.mark.django_db


def make_events() -> None:
    AgendaPageFactory()
    caen = PlacePageFactory(title="Le Dôme")
    rouen = PlacePageFactory(title="La Grande Halle", commune=CommuneFactory(rouen=True))
    EventPageFactory(title="Tablette", place=caen, themes=["Démarches en ligne"])
    EventPageFactory(title="Robots", place=rouen, kind="conference", start_time=time(10))
    EventPageFactory(title="Photo", place=caen, kind="initiation", price=5)


@pytest.fixture(autouse=True, scope="module")
def events(made_once: Callable) -> None:
    made_once(make_events)


def dates_for(client: Client, typed: str) -> set[str]:
    return set(event_titles(client.get("/agenda/", {"q": typed})))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("tablettes", {"Tablette"}),
        ("conférence", {"Robots"}),
        ("démarches en ligne", {"Tablette"}),
        ("impôts", {"Tablette"}),
        ("grande halle", {"Robots"}),
        ("je cherche une initiation photo", {"Photo"}),
        ("rouen", {"Robots"}),
        ("atelier caen", {"Tablette", "Photo"}),
        ("robots caen", set()),
    ],
)
def test_dates_are_found_by_kind_theme_place_commune_and_need(
    client: Client, typed: str, found: set[str]
) -> None:
    assert dates_for(client, typed) == found


def test_the_box_keeps_what_was_typed_and_the_page_says_it(client: Client) -> None:
    response = client.get("/agenda/", {"q": "photo"})
    html = response.content.decode()

    assert 'value="photo"' in html
    assert html.count("1 date à venir pour «\u00a0photo\u00a0»") >= 2
    assert "Retirer" in client.get("/agenda/", {"q": "piscine"}).content.decode()


def test_words_that_no_event_answers_are_said_to_be_left(client: Client) -> None:
    response = client.get("/agenda/", {"q": "photo piscine"})

    assert dates_for(client, "photo piscine") == {"Photo"}
    assert "Aucun événement ne répond à tout" in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "known", "found"),
    [
        ("robbots", "robots", {"Robots"}),
        ("conférance", "conférence", {"Robots"}),
        ("impotts", "impôts", {"Tablette"}),
        ("grande hale", "halle", {"Robots"}),
    ],
)
def test_a_typing_error_gives_the_nearest_known_word_and_says_so(
    client: Client, typed: str, known: str, found: set[str]
) -> None:
    page = client.get("/agenda/", {"q": typed})
    (title,) = texts(page, "title")

    assert dates_for(client, typed) == found
    assert f"voici les résultats pour « {known} »" in text_of(page)
    assert known in results_heading(page)
    assert known in title


def test_words_of_blocks_that_follow_each_other_are_told_apart(client: Client) -> None:
    body = "<p>Régler son ordinateur</p><p>Bureautique</p>"
    EventPageFactory(title="Initiation", body=body)

    assert dates_for(client, "bureautique ordinateur régler") == {"Initiation"}


def test_a_word_that_the_team_adds_counts_at_once(client: Client) -> None:
    assert dates_for(client, "ardoise magique") == set()

    EverydayWord.objects.create(wording="ardoise magique", need="demarche")

    assert dates_for(client, "ardoise magique") == {"Tablette"}


def test_channels_of_the_same_address_hold_the_same_dates(client: Client) -> None:
    feed = client.get("/agenda/rss.xml", {"q": "impôts"}).content.decode()

    assert "Tablette" in feed
    assert "Robots" not in feed


def test_an_event_is_found_by_the_new_name_of_its_place(client: Client) -> None:
    place = PlacePageFactory(title="Ancien nom")
    EventPageFactory(title="Veillée", place=place)
    place.title = "Moulin neuf"
    place.save_revision().publish()

    assert dates_for(client, "moulin neuf") == {"Veillée"}
    assert dates_for(client, "ancien nom") == set()


def test_who_asks_for_a_workshop_near_home_gets_its_dates(client: Client) -> None:
    asked = {"besoin": "atelier", "commune": "14118-caen", "quand": "peu-importe"}
    PlacePageFactory(title="Foyer", terms=[(Vocabulary.KIND, "tiers-lieu")])
    (dates,) = texts(client.get("/annuaire/orientation/", asked), ".guide__dates")

    assert "Les prochaines dates près de Caen" in dates
    assert "Tablette" in dates
    assert "14 h – 16 h" in dates
    assert "Le Dôme" in dates
    assert "Gratuit" in dates
    assert "5 €" in dates
    assert "Robots" not in dates
    other = client.get("/annuaire/orientation/", asked | {"besoin": "imprimer"})
    assert "Les prochaines dates" not in other.content.decode()

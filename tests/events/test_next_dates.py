"""The next dates elsewhere: on the sheet of their place, on the home page, in the site search."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from core.text.formats import long_day
from events.models import Occurrence
from events.recurrence import from_moment
from events.services.occurrences import put_off, set_status
from tests.events.series import workshop
from tests.factories import (
    AgendaPageFactory,
    HomePageFactory,
    OccurrenceFactory,
    PlacePageFactory,
)
from tests.first_visit import first_queries

pytestmark = pytest.mark.django_db
HEADING = "Prochains rendez-vous"
CANCELLED = Occurrence.Status.CANCELLED


def html_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def section(client: Client, url: str) -> str:
    """Return the section of the next dates, or an empty text."""
    _, found, after = html_of(client, url).partition(f'id="rendez-vous">{HEADING}')
    return after.split("</section>")[0] if found else ""


def test_a_sheet_shows_the_five_next_dates_of_its_place(client: Client) -> None:
    AgendaPageFactory()
    event = workshop()
    workshop("Ailleurs", place=PlacePageFactory())
    shown = section(client, event.place.url)

    assert shown.count('class="event-date"') == 5
    assert f'href="{event.url}"' in shown
    assert f'href="/agenda/?lieu={event.place.slug}">Toutes les dates de ce lieu</a>' in shown
    assert "Ailleurs" not in shown


def test_a_sheet_says_which_dates_are_cancelled_at_once(client: Client) -> None:
    event = workshop()
    assert "Annulé" not in section(client, event.place.url)

    set_status(event.occurrences.first(), CANCELLED, "L’animatrice est absente.")

    assert "Annulé" in section(client, event.place.url)
    assert "L’animatrice est absente." in section(client, event.place.url)


def test_nothing_is_said_where_nothing_is_to_come(client: Client) -> None:
    event = workshop()
    home = HomePageFactory()
    event.occurrences.all().delete()
    OccurrenceFactory(event=event, starts_at=timezone.now() - timedelta(days=2))

    assert section(client, event.place.url) == section(client, home.url) == ""


def test_no_link_leads_to_an_agenda_that_is_not_there(client: Client) -> None:
    event = workshop()

    assert "/agenda/" not in section(client, event.place.url)
    assert "/agenda/" not in section(client, HomePageFactory().url)


def test_the_home_page_shows_the_four_next_dates_that_take_place(client: Client) -> None:
    AgendaPageFactory()
    event = workshop(place=PlacePageFactory(title="Le Phare"))
    set_status(event.occurrences.first(), CANCELLED)
    shown = section(client, "/")

    assert shown.count('class="event-date"') == 4
    assert shown.count("Le Phare, Caen") == 4
    assert "Annulé" not in shown
    assert 'href="/agenda/"' in shown


def test_a_date_put_off_shows_on_the_home_page_once_it_has_another_day(client: Client) -> None:
    date = workshop(rule="").occurrences.get()
    set_status(date, Occurrence.Status.POSTPONED)
    assert section(client, "/") == ""

    put_off(date, date.starts_at + timedelta(days=1), date.ends_at + timedelta(days=1))

    assert "Prévu d’abord" in section(client, "/")


def test_a_change_of_the_agenda_is_seen_on_the_home_page_at_once(client: Client) -> None:
    event = workshop()
    assert "Atelier tablette" in section(client, "/")

    event.occurrences.update(status=CANCELLED)
    set_status(event.occurrences.first(), CANCELLED)

    assert section(client, "/") == ""


def test_drafts_and_hidden_places_show_nothing(client: Client) -> None:
    workshop("Brouillon", live=False)
    workshop("Lieu fermé").place.unpublish()

    assert section(client, "/") == ""


def test_a_sheet_costs_the_same_with_no_date_few_or_many(client: Client) -> None:
    AgendaPageFactory()
    none, few, many = PlacePageFactory.create_batch(3)
    workshop(place=few)
    for number in range(5):
        workshop(f"Atelier {number}", place=many)
    places = (none, few, many)

    assert len({first_queries(client, place.url) for place in places}) == 1


def suggested(client: Client, text: str) -> dict[str, list[dict[str, str]]]:
    answer = client.get("/recherche/suggestions.json", {"q": text}).json()
    return {group["title"]: group["options"] for group in answer["groups"]}


def test_the_search_finds_events_to_come_apart_from_pages(client: Client) -> None:
    event = workshop("Photo de famille", summary="Apprivoiser la retouche.", kind="initiation")
    past = workshop("Photo du passé", place=event.place)
    past.occurrences.all().delete()
    workshop("Photo en brouillon", place=event.place, live=False)
    for words in ("photo", "retouche", "initiation"):
        html = html_of(client, f"/recherche/?q={words}")
        assert "1 résultat" in html
        assert f'href="{event.url}"' in html
    assert "Événements" in html
    assert "Pages du site" not in html
    assert f"{event.place.title}, Caen" in html


def test_the_search_suggests_events(client: Client) -> None:
    event = workshop("Photo de famille")
    (option,) = suggested(client, "phot")["Événements"]

    assert (option["label"], option["url"]) == ("Photo de famille", event.url)
    assert set(suggested(client, "phot")) <= {"Événements", "Dans l’annuaire"}  # « photocopie »


def test_the_search_names_the_next_date_that_is_held(client: Client) -> None:
    cancelled, held, *_ = workshop("Photo de famille").occurrences.all()
    set_status(cancelled, CANCELLED)
    set_status(workshop("Photo annulée", rule="").occurrences.get(), CANCELLED)

    day = long_day(from_moment(held.starts_at).date())
    assert f", Caen, {day}" in html_of(client, "/recherche/?q=photo")
    (option,) = suggested(client, "phot")["Événements"]
    assert (option["label"], option["detail"]) == ("Photo de famille", day)

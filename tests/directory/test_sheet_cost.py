"""The sheet costs the same, however much there is to show, to the very first visitor too."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from directory.models import PlacePage
from normandie.frame.default_menus import create_default_menus
from tests.directory.full_places import full_place, make_pictures
from tests.factories import AgendaPageFactory, EventPageFactory, PlacePageFactory
from tests.first_visit import first_queries

pytestmark = pytest.mark.django_db

MOST = 16  # queries: the pôles of the region too, which are then kept


@pytest.fixture(autouse=True, scope="module")
def pictures(made_once: Callable) -> None:
    made_once(make_pictures)


def neighbours(number: int) -> None:
    for rank in range(number):
        PlacePageFactory(latitude=49.18 + rank / 100, longitude=-0.37)


def with_workshops(place: PlacePage, number: int) -> PlacePage:
    """Return *place* with so many weekly workshops, and an agenda that menus name."""
    AgendaPageFactory()
    for _ in range(number):
        EventPageFactory(place=place, rule="FREQ=WEEKLY;COUNT=7")
    create_default_menus(Site.objects.get())
    return place


def test_the_first_visit_of_a_bare_sheet_costs_few_queries(client: Client) -> None:
    assert first_queries(client, PlacePageFactory(latitude=None, longitude=None).url) <= MOST


def test_the_first_visit_costs_no_more_with_more_of_everything(client: Client) -> None:
    neighbours(1)
    little = with_workshops(full_place(photos=1, formulas=1, rooms=1), 1)
    few = first_queries(client, little.url)
    little.grants.all().delete()
    little.delete()
    neighbours(5)
    much = with_workshops(full_place(photos=4, formulas=4, rooms=4), 4)

    assert first_queries(client, much.url) == few <= MOST


def test_a_sheet_never_asked_before_costs_no_more_once_another_was(client: Client) -> None:
    """Nothing is kept of one sheet: what is kept serves them all."""
    place, other = with_workshops(full_place(), 1), with_workshops(PlacePageFactory(), 1)
    client.get(other.url)
    with CaptureQueriesContext(connection) as captured:
        client.get(place.url)

    # The site, its home page, the directory, the place, and what closes it; its terms, photos and
    # their sizes, the places near it, and its next dates.
    assert len(captured) <= 11


def test_the_form_costs_little(client: Client) -> None:
    place = full_place(photos=0)
    client.get(place.url)
    with CaptureQueriesContext(connection) as captured:
        client.get(f"{place.url}signaler/")
    assert len(captured) <= 10


def test_a_visit_that_costs_less_shows_the_same_sheet(client: Client) -> None:
    place = full_place()
    neighbours(2)
    first, second = (client.get(place.url).content for _ in range(2))
    assert first == second


def test_a_change_is_seen_at_once(client: Client) -> None:
    place = full_place()
    client.get(place.url)
    place.summary = "Tout a changé."
    place.save()
    assert "Tout a changé." in client.get(place.url).content.decode()

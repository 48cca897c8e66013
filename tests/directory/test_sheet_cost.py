"""The sheet costs the same, however much there is to show."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directory.models import PlacePage
from tests.directory.full_places import full_place
from tests.factories import PlacePageFactory

pytestmark = pytest.mark.django_db

MOST = 15  # queries


def queries(client: Client, place: PlacePage, *, warm: bool) -> int:
    """Count the queries of a visit; the first one ever, which makes the photos, is left out."""
    client.get(place.url)
    if not warm:
        cache.clear()
        client.get(PlacePageFactory().url)  # what is read once for the whole site
    with CaptureQueriesContext(connection) as captured:
        assert client.get(place.url).status_code == 200
    return len(captured)


def neighbours(number: int) -> None:
    for rank in range(number):
        PlacePageFactory(latitude=49.18 + rank / 100, longitude=-0.37)


@pytest.mark.parametrize("warm", [True, False])
def test_a_bare_sheet_costs_at_most_fifteen_queries(client: Client, warm: bool) -> None:
    assert queries(client, PlacePageFactory(latitude=None, longitude=None), warm=warm) <= MOST


@pytest.mark.parametrize("warm", [True, False])
def test_a_full_sheet_costs_no_more_with_more_of_everything(client: Client, warm: bool) -> None:
    neighbours(1)
    little = full_place(photos=1, formulas=1, rooms=1)
    few = queries(client, little, warm=warm)
    little.delete()
    neighbours(5)
    much = full_place(photos=4, formulas=6, rooms=5)
    assert queries(client, much, warm=warm) == few <= MOST


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

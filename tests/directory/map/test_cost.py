"""The map and its files cost the same number of queries for one place and for thirty."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.caches import directory_cache
from directory.models import PlacePage, Vocabulary
from tests.factories import PlacePageFactory
from tests.reading import results_heading

pytestmark = pytest.mark.django_db

MAP = "/annuaire/carte/"
MANY = 30  # more than a page of the list
MOST, MOST_OF_A_FILE = 15, 12  # queries


def make_many_places() -> None:
    for number in range(MANY):
        PlacePageFactory(
            slug=f"place-{number}",
            terms=[(Vocabulary.KIND, "epn")],
            hours="24/7",
            latitude=49.2 + number / 1000,
        )


@pytest.fixture(autouse=True, scope="module")
def many_places(made_once: Callable) -> None:
    made_once(make_many_places)


def leave_one_place() -> None:
    PlacePage.objects.exclude(slug="place-0").update(live=False)
    directory_cache.invalidate()
    assert PlacePage.objects.live().count() == 1


def forget_all_but_the_site(client: Client) -> None:
    cache.clear()
    client.get("/annuaire/introuvable/")  # what is read once for the whole site


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("query", ["", "commune=14118&type=epn&ouvert=maintenant&lieu=place-0"])
@pytest.mark.parametrize("warm", [True, False])
def test_the_map_costs_the_same_with_more_places(
    client: Client, monkeypatch: pytest.MonkeyPatch, query: str, warm: bool
) -> None:
    now = timezone.localtime()  # what is kept for the minute must not expire while one counts
    monkeypatch.setattr(timezone, "localtime", lambda *args, **kwargs: now)

    def cost(total: int) -> int:
        shown = results_heading(client.get(f"{MAP}?{query}"))
        assert shown.startswith(f"{total} lieu"), shown
        if not warm:
            forget_all_but_the_site(client)
        return queries(client, f"{MAP}?{query}")

    many = cost(MANY)
    leave_one_place()

    assert cost(1) == many <= MOST


@pytest.mark.parametrize("name", ["lieux", "ouvertures", "fond"])
def test_a_file_costs_the_same_with_more_places(client: Client, name: str) -> None:
    def cost() -> int:
        forget_all_but_the_site(client)
        return queries(client, f"{MAP}{name}.json")

    many = cost()
    leave_one_place()

    assert cost() == many <= MOST_OF_A_FILE

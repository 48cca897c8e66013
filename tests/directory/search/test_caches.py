"""What is kept in the cache never shows what is no longer true."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from directory.caches import directory_cache
from directory.models import PlacePage, Term, Vocabulary
from normandie.settings.caches import caches_beside
from tests.factories import (
    AgendaPageFactory,
    EventPageFactory,
    LabelGrantFactory,
    PlacePageFactory,
)
from tests.reading import card_titles, cards, map_data, results_heading, texts

pytestmark = pytest.mark.django_db

EPN = (Vocabulary.KIND, "epn")


@pytest.fixture
def place() -> PlacePage:
    return PlacePageFactory(title="Cyberbase", terms=[EPN])


def heading(client: Client, address: str = "/annuaire/") -> str:
    return results_heading(client.get(address))


def labels(client: Client) -> list[str]:
    (card,) = cards(client.get("/annuaire/"))
    return card.labels


def test_a_new_place_shows_at_once(client: Client, place: PlacePage) -> None:
    assert heading(client) == "1 lieu"

    PlacePageFactory()

    assert heading(client) == "2 lieux"


def test_an_unpublished_place_goes_at_once(client: Client, place: PlacePage) -> None:
    assert heading(client) == "1 lieu"

    place.unpublish()

    assert heading(client) == "Aucun lieu"


def test_a_deleted_place_goes_at_once(client: Client, place: PlacePage) -> None:
    assert heading(client) == "1 lieu"

    place.delete()

    assert heading(client) == "Aucun lieu"


def test_a_label_granted_then_withdrawn_comes_and_goes(client: Client, place: PlacePage) -> None:
    assert labels(client) == []

    grant = LabelGrantFactory(place=place)
    assert labels(client) == ["Tiers-Lieux Normandie"]

    grant.state = grant.State.WITHDRAWN
    grant.save()
    assert labels(client) == []


def test_a_renamed_term_is_renamed_in_the_filters(client: Client, place: PlacePage) -> None:
    client.get("/annuaire/")
    term = Term.objects.get(vocabulary=Vocabulary.KIND, code="epn")
    term.plain_label = "Un lieu pour apprendre"
    term.save()

    assert "Un lieu pour apprendre" in client.get("/annuaire/").content.decode()


def test_the_sheet_shows_a_change_at_once(client: Client, place: PlacePage) -> None:
    address = f"/annuaire/{place.slug}/"
    client.get(address)
    place.phone = "+33231000000"
    place.save()

    assert "+33231000000" in client.get(address).content.decode()


def test_a_place_made_private_goes_at_once(client: Client, place: PlacePage) -> None:
    assert heading(client) == "1 lieu"

    restriction = place.view_restrictions.create(restriction_type="login")
    assert heading(client) == "Aucun lieu"

    restriction.delete()
    assert heading(client) == "1 lieu"


def test_a_search_that_is_lost_leaves_those_that_ask_nothing_as_they_are(
    client: Client, place: PlacePage
) -> None:
    """Both say the same parameters: none."""
    AgendaPageFactory()
    EventPageFactory(place=place)
    lost = {"commune": "zzzzzz"}
    for address in ("/annuaire/", "/annuaire/carte/", "/agenda/", "/agenda/archives/"):
        client.get(address, lost)

    assert heading(client) == "1 lieu"
    assert card_titles(client.get("/annuaire/")) == ["Cyberbase"]
    assert map_data(client.get("/annuaire/carte/", lost))["matching"] == []
    assert map_data(client.get("/annuaire/carte/"))["matching"] is None
    assert heading(client, "/agenda/") == "1 date à venir"
    assert len(texts(client.get("/agenda/"), ".event-card__title")) == 1
    assert heading(client, "/annuaire/?commune=zzzzzz") == "Où cherchez-vous ?"


@pytest.mark.parametrize(
    "address", ["/annuaire/", "/annuaire/carte/", "/agenda/", "/agenda/rss.xml", "/recherche/"]
)
def test_what_visitors_type_is_not_written_in_the_cache_that_all_share(
    client: Client, place: PlacePage, address: str, settings
) -> None:
    """Words have no end, and a cache in the database would write each down."""
    backend = "django.core.cache.backends.db.DatabaseCache"
    settings.CACHES = caches_beside({"BACKEND": backend, "LOCATION": "cache"})
    call_command("createcachetable")
    AgendaPageFactory()
    EventPageFactory(place=place)
    written = []
    for typed in ("cyberbase", "cyberbases caen", "ciberbase", "piscine", "impôts caen"):
        assert client.get(address, {"q": typed}).status_code == 200
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM cache")
            written += cursor.fetchone()

    assert written[0] > 0
    assert set(written) == {written[0]}


def test_what_was_read_before_a_change_could_be_seen_is_not_kept(
    django_capture_on_commit_callbacks: Callable,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # the end is when all see the change
        directory_cache.invalidate()
        assert (
            directory_cache.get_or_compute("total", (), lambda: "before") == "before"
        )  # by another process, meanwhile

    assert directory_cache.get_or_compute("total", (), lambda: "after") == "after"

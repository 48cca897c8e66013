"""What is kept in the cache never shows what is no longer true."""

from collections.abc import Callable

import pytest
from django.test import Client

from directory.caches import directory_cache
from directory.models import PlacePage, Term, Vocabulary
from tests.factories import LabelGrantFactory, PlacePageFactory
from tests.reading import cards, results_heading

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


def test_what_was_read_before_a_change_could_be_seen_is_not_kept(
    django_capture_on_commit_callbacks: Callable,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # the end is when all see the change
        directory_cache.invalidate()
        assert (
            directory_cache.get_or_compute("total", (), lambda: "before") == "before"
        )  # by another process, meanwhile

    assert directory_cache.get_or_compute("total", (), lambda: "after") == "after"

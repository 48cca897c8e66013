"""Staff say whether a place publishes without being read first."""

import pytest
from django.test import Client
from django.urls import reverse

from directory.models import PlacePage
from normandie.espace.publication import publishes_directly
from tests.espace.sendings import manager_of, send_changes
from tests.factories import PlacePageFactory
from tests.reading import text_of
from tests.roles import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(db: None) -> Client:
    return signed_in("team")


@pytest.fixture
def place() -> PlacePage:
    return PlacePageFactory(title="Le Dôme")


def history_of(team: Client, place: PlacePage) -> str:
    return text_of(team.get(reverse("wagtailadmin_pages:history", args=(place.pk,))))


def choose(team: Client, place: PlacePage, choice: str) -> str:
    url = reverse("espace_trust", args=(place.pk,))
    return text_of(team.post(url, {"publishes_directly": choice}, follow=True))


def test_trust_is_given_then_taken_back_and_the_history_says_it(
    team: Client, place: PlacePage
) -> None:
    assert not publishes_directly(place)

    assert "paraît désormais aussitôt" in choose(team, place, "oui")
    assert publishes_directly(place)
    assert not publishes_directly(PlacePageFactory())
    assert "sans relecture" in history_of(team, place)

    assert "Rien n’a changé." in choose(team, place, "oui")

    assert "est désormais relu" in choose(team, place, "non")
    assert not publishes_directly(place)


def test_the_sheet_leads_to_trust_and_to_its_managers(team: Client, place: PlacePage) -> None:
    page = team.get(reverse("wagtailadmin_pages:edit", args=(place.pk,))).content.decode()

    for name in ("espace_trust", "directory_place_managers"):
        assert f'href="{reverse(name, args=(place.pk,))}"' in page


def test_a_new_version_of_the_sheet_brings_no_old_decision_back(
    team: Client, place: PlacePage
) -> None:
    place.save_revision()
    choose(team, place, "oui")

    place.latest_revision.publish()

    assert publishes_directly(place)


def test_the_history_of_a_place_names_who_sent_and_who_decided(
    team: Client, place: PlacePage
) -> None:
    send_changes(
        place, manager_of(place, first_name="Gaëlle", last_name="Rey"), summary="Un fablab."
    )

    history = history_of(team, place)

    assert "Gaëlle Rey" in history


def test_what_waits_is_one_click_from_its_form(team: Client, place: PlacePage) -> None:
    url = reverse("wagtailadmin_pages:edit", args=(place.pk,))
    review = reverse("espace_review", args=(place.pk,))
    assert review not in team.get(url).content.decode()

    send_changes(place, manager_of(place), summary="Un fablab.")

    assert review in team.get(url).content.decode()

"""Staff say who manages a place."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from directory.models import PlacePage
from tests.directory.admin.sheet import edit_url, submit
from tests.factories import PlacePageFactory, UserFactory
from tests.reading import text_of
from tests.roles import team_group

pytestmark = pytest.mark.django_db


def url(place: PlacePage) -> str:
    return reverse("directory_place_managers", args=(place.pk,))


def shown(team: Client, place: PlacePage) -> str:
    """Return what the screen keeps of those it began with."""
    page = team.get(url(place)).content.decode()
    [kept] = re.findall(r'name="shown" value="([^"]*)"', page)
    return str(kept)


def test_managers_are_named_by_their_address_or_their_account(team: Client) -> None:
    place = PlacePageFactory()
    alice = UserFactory(username="alice", email="alice@exemple.fr")
    bob = UserFactory(username="bob", email="")

    response = team.post(url(place), {"managers": "ALICE@exemple.fr\r\n\r\nbob\r\n"})

    assert response["Location"] == edit_url(place)
    assert set(place.managers.all()) == {alice, bob}
    assert PageLogEntry.objects.filter(page=place, action="directory.managers").count() == 1


def test_the_screen_shows_who_manages_and_erasing_a_line_removes(team: Client) -> None:
    place = PlacePageFactory()
    place.managers.add(UserFactory(email="alice@exemple.fr"))

    assert "alice@exemple.fr" in text_of(team.get(url(place)))
    assert "alice@exemple.fr" in text_of(team.get(edit_url(place)))

    team.post(url(place), {"managers": "", "shown": shown(team, place)})

    assert not place.managers.exists()


def test_who_comes_or_leaves_while_the_screen_is_open_is_not_lost(team: Client) -> None:
    place = PlacePageFactory()
    stays, leaves, comes = (UserFactory(email=f"{name}@exemple.fr") for name in "abc")
    place.managers.add(stays, leaves)
    typed = {"managers": "a@exemple.fr\nb@exemple.fr", "shown": shown(team, place)}

    place.managers.remove(leaves)
    place.managers.add(comes)
    team.post(url(place), typed)

    assert set(place.managers.all()) == {stays, comes}


def test_who_cannot_manage_is_said_line_by_line_and_nothing_changes(team: Client) -> None:
    place = PlacePageFactory()
    current = UserFactory(email="alice@exemple.fr")
    place.managers.add(current)
    UserFactory(email="partie@exemple.fr", is_active=False)
    UserFactory(email="double@exemple.fr")
    UserFactory(email="double@exemple.fr")
    staff = UserFactory(email="equipe@exemple.fr")
    staff.groups.add(team_group())
    typed = "inconnue@exemple.fr\npartie@exemple.fr\ndouble@exemple.fr\nequipe@exemple.fr"

    response = team.post(url(place), {"managers": typed})

    text = text_of(response)
    assert "Aucun compte ne correspond à « inconnue@exemple.fr »" in text
    assert "« partie@exemple.fr » est désactivé" in text
    assert "Plusieurs comptes ont l’adresse « double@exemple.fr »" in text
    assert "« equipe@exemple.fr » est celui d’un membre de l’équipe" in text
    assert list(place.managers.all()) == [current]


def test_publishing_or_reverting_a_sheet_does_not_touch_its_managers(admin: Client) -> None:
    place = PlacePageFactory()
    manager = UserFactory()
    place.managers.add(manager)

    submit(admin, place, publish=False, title="Brouillon")
    submit(admin, place)

    assert list(place.managers.all()) == [manager]


def test_editing_a_sheet_does_not_give_the_right_to_choose_managers() -> None:
    place = PlacePageFactory()
    group = team_group()
    group.permissions.remove(Permission.objects.get(codename="change_placepage"))
    editor = UserFactory()
    editor.groups.add(group)
    client = Client()
    client.force_login(editor)

    form = client.get(edit_url(place))
    assert form.status_code == 200
    assert "Gestionnaires" not in text_of(form)
    assert client.get(url(place)).status_code == 302
    assert client.post(url(place), {"managers": ""}).status_code == 302


@pytest.mark.parametrize("number", [0, 2**31, 2**63, 10**40])
def test_a_place_that_cannot_exist_is_not_found(team: Client, number: int) -> None:
    address = reverse("directory_place_managers", args=(number,))
    assert team.get(address).status_code == 404

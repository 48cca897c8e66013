"""A place is entrusted by mail, and left: who invites learns nothing, who leaves loses it."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import AccessToken
from directory.models import PlacePage
from normandie.espace.models import Invitation
from normandie.espace.services.invitations import accept, create_account, invite
from tests.factories import PlacePageFactory, UserFactory
from tests.mails import sent_mails
from tests.reading import main_text
from tests.roles import signed_in
from tests.users.codes import code_of

pytestmark = pytest.mark.django_db

GUEST = "alix@exemple.fr"
PASSWORD = "quatre mots bien choisis"
NAMES = {"first_name": "Alix", "last_name": "Durand"}


@pytest.fixture
def place() -> PlacePage:
    return PlacePageFactory(title="La Boussole")


@pytest.fixture
def manager(place: PlacePage) -> Client:
    user = UserFactory(first_name="Gaëlle", last_name="Martin")
    place.managers.add(user)
    client = Client()
    client.force_login(user)
    return client


def team(place: PlacePage) -> str:
    return reverse("espace:team", args=[place.pk])


def link_received() -> str:
    """Return the address in the last mail."""
    return re.findall(r"http\S+(/invitation/\S+)", sent_mails()[-1].body)[-1]


def invited(manager: Client, place: PlacePage, email: str = GUEST) -> str:
    manager.post(team(place), {"email": email})
    return link_received()


def test_who_has_no_account_makes_one_with_a_password_and_is_led_to_the_place(
    manager: Client, place: PlacePage, client: Client
) -> None:
    link = invited(manager, place)
    assert "Gaëlle Martin" in sent_mails()[-1].body

    before = client.get(link)["Location"]
    key = client.session.session_key
    answer = client.post(before, {**NAMES, "password": PASSWORD})

    assert answer["Location"] == reverse("espace:place", args=[place.pk])
    assert client.get(answer["Location"]).status_code == 200
    assert client.session.session_key != key
    guest = place.managers.get(email=GUEST)
    assert guest.check_password(PASSWORD)
    assert guest.has_perm("wagtailadmin.access_admin") is False
    assert client.get(link).status_code == 404  # once


def test_who_chose_no_password_comes_back_by_a_code(
    manager: Client, place: PlacePage, client: Client
) -> None:
    client.post(client.get(invited(manager, place))["Location"], NAMES)
    client.post(reverse("logout"))
    sent_mails().clear()

    client.post(reverse("account_request_login_code"), {"email": GUEST})
    client.post(reverse("account_confirm_login_code"), {"code": code_of(sent_mails()[-1])})

    assert client.get(reverse("espace:place", args=[place.pk])).status_code == 200


def test_a_weak_password_is_said_and_makes_nothing(
    manager: Client, place: PlacePage, client: Client
) -> None:
    page = client.get(invited(manager, place))["Location"]

    answer = client.post(page, {**NAMES, "password": "alixdurand"})

    assert answer.status_code == 422
    assert not get_user_model().objects.filter(email=GUEST).exists()


def test_who_has_an_account_accepts_once_signed_in_with_it(
    manager: Client, place: PlacePage, client: Client
) -> None:
    guest = UserFactory(email=GUEST, password=PASSWORD)
    page = client.get(invited(manager, place))["Location"]

    answer = client.post(page, {**NAMES, "password": "un autre mot de passe"})
    assert answer["Location"] == f"/connexion/?next={page}"
    assert not place.managers.filter(pk=guest.pk).exists()

    client.post("/connexion/", {"login": GUEST, "password": PASSWORD, "next": page})
    client.post(page)

    assert place.managers.filter(pk=guest.pk).exists()
    assert get_user_model().objects.get(pk=guest.pk).check_password(PASSWORD)


def test_a_closed_account_does_not_keep_the_mailbox_from_who_comes_after(
    manager: Client, place: PlacePage, client: Client
) -> None:
    former = UserFactory(email=GUEST, password=PASSWORD)
    former.is_active = False
    former.save(update_fields=["is_active"])

    client.post(client.get(invited(manager, place))["Location"], NAMES)
    client.post(reverse("logout"))
    client.post(reverse("account_request_login_code"), {"email": GUEST})
    client.post(reverse("account_confirm_login_code"), {"code": code_of(sent_mails()[-1])})

    assert client.session["_auth_user_id"] == str(place.managers.get(email=GUEST).pk)
    assert place.managers.get(email=GUEST) != former


def test_staff_who_open_a_link_are_told_that_they_manage_no_place(
    manager: Client, place: PlacePage
) -> None:
    team_member = signed_in("team")
    page = team_member.get(invited(manager, place))["Location"]

    assert "membre de l’équipe" in main_text(team_member.get(page))
    assert team_member.post(page).status_code == 403
    assert place.managers.count() == 1


def test_who_invites_is_told_the_same_whether_the_address_is_known(
    manager: Client, place: PlacePage
) -> None:
    UserFactory(email=GUEST)

    pages = []
    for email in (GUEST, "blaise@exemple.fr"):
        answer = manager.post(team(place), {"email": email}, follow=True)
        pages.append(main_text(answer).replace(email, "…"))
        sent_mails()
        manager.post(
            reverse("espace:team_withdraw", args=[place.pk, place.invitations.get().pk]),
            follow=True,
        )

    assert pages[0] == pages[1]
    bodies = [re.sub(r"/invitation/\S+", "", mail.body) for mail in sent_mails()]
    assert bodies[0] == bodies[1]


def test_a_link_is_over_when_withdrawn_sent_again_or_fourteen_days_old(
    manager: Client, place: PlacePage, client: Client
) -> None:
    first = invited(manager, place)
    second = invited(manager, place)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 302
    assert Invitation.objects.count() == 1

    late = timezone.now() - timedelta(seconds=1)
    AccessToken.objects.update(expires_at=late)
    assert client.get(second).status_code == 404
    assert client.get("/invitation/").status_code == 404  # opened before, too late now

    third = invited(manager, place)
    manager.post(reverse("espace:team_withdraw", args=[place.pk, Invitation.objects.get().pk]))
    assert client.get(third).status_code == 404


def test_an_invitation_sent_again_before_it_left_is_one_mail(
    manager: Client, place: PlacePage, client: Client
) -> None:
    for _ in range(2):
        manager.post(team(place), {"email": GUEST})

    assert len(sent_mails()) == 1
    assert client.get(link_received()).status_code == 302


def test_an_invitation_serves_one_person_only(place: PlacePage) -> None:
    invitation = invite(place, GUEST, UserFactory())
    first, second = UserFactory(), UserFactory()

    assert accept(invitation, first)
    assert not accept(invitation, second)
    assert create_account(invitation, **NAMES, password="") is None
    assert list(place.managers.all()) == [first]
    assert not get_user_model().objects.filter(email=GUEST).exists()


def test_a_stranger_is_not_written_to_without_end(manager: Client, place: PlacePage) -> None:
    for _ in range(5):
        answer = manager.post(team(place), {"email": GUEST})
        sent_mails()

    assert answer.status_code == 422
    assert "L’invitation n’est pas partie" in answer.content.decode()
    assert len(sent_mails()) == 3


def test_who_is_taken_off_loses_the_place_at_once_and_is_told(
    manager: Client, place: PlacePage
) -> None:
    colleague, theirs = UserFactory(first_name="Malo", last_name="Petit"), Client()
    place.managers.add(colleague)
    theirs.force_login(colleague)
    assert theirs.get(team(place)).status_code == 200

    leave = reverse("espace:team_leave", args=[place.pk, colleague.pk])
    assert "dernière personne" not in main_text(manager.get(leave))
    manager.post(leave)

    assert theirs.get(team(place)).status_code == 403
    assert [mail.to for mail in sent_mails()] == [[colleague.email]]


def test_the_last_one_is_warned_before_leaving(manager: Client, place: PlacePage) -> None:
    last = place.managers.get()
    leave = reverse("espace:team_leave", args=[place.pk, last.pk])

    assert "Vous êtes la dernière personne à gérer ce lieu" in main_text(manager.get(leave))
    assert place.managers.exists()
    manager.post(leave)

    assert not place.managers.exists()
    assert manager.get(team(place)).status_code == 403
    assert sent_mails() == []


def test_staff_invite_to_a_place_that_nobody_manages_and_read_who_was_asked(
    place: PlacePage, client: Client
) -> None:
    screen = reverse("espace_invite", args=[place.pk])
    team_member = signed_in("team")

    team_member.post(screen, {"email": GUEST})

    assert GUEST in main_text(team_member.get(screen))
    client.post(client.get(link_received())["Location"], NAMES | {"password": PASSWORD})
    assert [each.email for each in place.managers.all()] == [GUEST]
    again = team_member.post(screen, {"email": GUEST})
    assert "Cette personne gère déjà ce lieu." in main_text(again)

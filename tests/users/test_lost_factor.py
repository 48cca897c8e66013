"""Staff take the second factor of who has lost it away; the owner is told, and enters again."""

from typing import Any
from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Permission
from django.test import Client
from wagtail.models import ModelLogEntry

from normandie.users.sessions import FRESH, SIGNED_IN_AT
from tests.factories import UserFactory
from tests.mails import sent_mails
from tests.reading import links, main_text
from tests.users.codes import with_application

pytestmark = pytest.mark.django_db

PASSWORD = "un mot de passe de 2026"
LABEL = "Retirer la seconde protection"


@pytest.fixture
def owner() -> Any:
    """Someone who has every kind of factor, and has lost them all."""
    owner = UserFactory(username="camille", email="camille@exemple.fr", password=PASSWORD)
    give_factors(owner)
    return owner


def give_factors(owner: Any) -> None:
    with_application(owner)
    for kind in (Authenticator.Type.WEBAUTHN, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=owner, type=kind, data={})
    sent_mails().clear()


def sign_in(name: str) -> Client:
    client = Client()
    client.post("/connexion/", {"login": name, "password": PASSWORD})
    return client


@pytest.fixture
def staff() -> Any:
    return UserFactory(username="nora", password=PASSWORD, is_superuser=True)


def signed(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def agent(*rights: str) -> Any:
    """Return one who enters the admin with some *rights*, and is no superuser."""
    user = UserFactory()
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["access_admin", *rights]),
    )
    return user


def screen(user: Any) -> str:
    return f"/admin/users/seconde-protection/{user.pk}/"


def offered(client: Client, user: Any) -> bool:
    return screen(user) in links(client.get(f"/admin/users/edit/{user.pk}/"), "body").values()


def count_of(user: Any) -> int:
    return Authenticator.objects.filter(user=user).count()


def logged() -> list[ModelLogEntry]:
    return list(ModelLogEntry.objects.filter(action="users.second_factor_removed"))


def test_one_is_taken_away_from_the_page_of_its_account(owner: Any, staff: Any) -> None:
    client = signed(staff)
    assert offered(client, owner)

    page = main_text(client.get(screen(owner)))
    assert "ses codes de secours" in page
    assert "prévenue par courriel" in page
    assert count_of(owner) == 3

    answer = client.post(screen(owner), follow=True)

    assert answer.redirect_chain[0][0] == f"/admin/users/edit/{owner.pk}/"
    assert "est retirée, et son compte fermé" in answer.content.decode()
    assert not count_of(owner)
    assert not offered(client, owner)


def test_the_account_is_closed_wherever_it_was_open(staff: Any) -> None:
    owner = UserFactory(username="camille", password=PASSWORD)
    here, mine = sign_in("camille"), sign_in("nora")
    give_factors(owner)
    assert here.get("/compte/").status_code == 200

    mine.post(screen(owner))

    assert here.get("/compte/").status_code == 302
    assert mine.get("/compte/").status_code == 200


def test_the_owner_is_told_once_and_the_log_names_nobody(owner: Any, staff: Any) -> None:
    signed(staff).post(screen(owner))

    [mail] = sent_mails()
    assert mail.to == ["camille@exemple.fr"]
    assert mail.subject == "La seconde protection de votre compte a été retirée"
    [entry] = logged()
    assert (entry.user, entry.object_id, entry.data) == (staff, str(owner.pk), {})
    assert entry.label == f"compte {owner.pk}"
    history = signed(staff).get(f"/admin/users/history/{owner.pk}/").content.decode()
    assert "Seconde protection perdue, retirée" in history


def test_the_owner_then_enters_by_the_password_and_adds_another(
    owner: Any, staff: Any, settings: Any
) -> None:
    settings.STAFF_SECOND_FACTOR = True
    with_application(staff)
    owner.is_superuser = True
    owner.save()

    signed(staff).post(screen(owner))

    assert sign_in("camille").get("/admin/")["Location"] == "/compte/"


def test_twice_does_nothing_more(owner: Any, staff: Any) -> None:
    client = signed(staff)
    client.post(screen(owner))

    for answer in (client.post(screen(owner), follow=True), client.get(screen(owner), follow=True)):
        assert "Ce compte n’a pas de seconde protection." in answer.content.decode()
    assert len(sent_mails()) == len(logged()) == 1


def test_who_has_no_address_is_to_be_told_otherwise(owner: Any, staff: Any) -> None:
    owner.email = ""
    owner.save()
    sent_mails().clear()
    client = signed(staff)

    assert "prévenez la personne vous-même" in main_text(client.get(screen(owner)))
    client.post(screen(owner))

    assert not count_of(owner)
    assert not sent_mails()


@pytest.mark.parametrize("method", ["get", "post"])
def test_it_asks_for_the_right_to_change_accounts(owner: Any, method: str) -> None:
    client = signed(agent("view_user", "add_user", "delete_user"))

    assert getattr(client, method)(screen(owner))["Location"] == "/admin/"
    assert count_of(owner) == 3


@pytest.mark.parametrize("method", ["get", "post"])
def test_that_of_a_superuser_is_for_superusers_and_one_s_own_is_on_the_page_of_the_account(
    owner: Any, staff: Any, method: str
) -> None:
    owner.is_superuser = True
    owner.save()
    with_application(staff)

    for client, user in ((signed(agent("change_user")), owner), (signed(staff), staff)):
        assert not offered(client, user)
        assert getattr(client, method)(screen(user))["Location"] == "/admin/"
        assert count_of(user)


def test_an_agent_who_changes_accounts_takes_that_of_a_manager_away(owner: Any) -> None:
    client = signed(agent("change_user"))
    assert offered(client, owner)

    client.post(screen(owner))

    assert not count_of(owner)


def test_who_signed_in_long_ago_is_asked_again(owner: Any, staff: Any) -> None:
    client = sign_in("nora")
    session = client.session
    session[SIGNED_IN_AT] -= FRESH
    session.save()
    asked = f"/compte/confirmer/?next={quote(screen(owner), safe='')}"

    assert client.get(screen(owner))["Location"] == asked
    assert client.post(screen(owner))["Location"] == asked
    assert count_of(owner) == 3
    client.post(asked, {"password": PASSWORD})

    assert not count_of(owner)


def test_factors_that_a_command_erases_are_told_one_by_one(owner: Any) -> None:
    Authenticator.objects.filter(user=owner).delete()

    assert len(sent_mails()) == 2  # of recovery codes nothing is said

"""The owner of an account learns by mail what is tried on it, and what changes."""

from typing import Any

import pytest
from django.test import Client

from tests.clock import in_december_2026
from tests.factories import UserFactory
from tests.mails import sent_mails
from tests.users.codes import code_of, link_of, with_application

pytestmark = [pytest.mark.django_db, in_december_2026]

PASSWORD, NEW = "un mot de passe de 2026", "un autre mot de passe de 2026"


@pytest.fixture
def owner(settings: Any) -> Any:
    settings.LOGIN_ATTEMPTS = 4
    return UserFactory(username="camille", email="camille@exemple.fr", password=PASSWORD)


@pytest.fixture
def signed(owner: Any, client: Client) -> Client:
    client.post("/connexion/", {"login": "camille", "password": PASSWORD})
    return client


def subjects() -> list[str]:
    return [mail.subject for mail in sent_mails()]


def fail(times: int, login: str = "camille") -> None:
    """Try wrong passwords, each from another network."""
    for number in range(times):
        client = Client(REMOTE_ADDR=f"192.0.{number}.7")
        client.post("/connexion/", {"login": login, "password": "au hasard"})


def test_many_wrong_passwords_are_told_once_and_keep_nobody_out(owner: Any) -> None:
    fail(3)
    assert subjects() == []

    fail(9, login="Camille@exemple.fr")

    [mail] = sent_mails()
    assert mail.to == ["camille@exemple.fr"]
    assert "4 mots de passe faux" in mail.body
    client = Client(REMOTE_ADDR="198.51.100.7")
    client.post("/connexion/", {"login": "camille", "password": PASSWORD})
    assert "_auth_user_id" in client.session


def test_nobody_is_told_of_a_name_that_nobody_has(owner: Any) -> None:
    fail(9, login="personne@exemple.fr")

    assert subjects() == []


@pytest.mark.parametrize("how", ["changed", "reset", "by staff"])
def test_another_password_is_told_once_however_it_came(
    owner: Any, signed: Client, how: str
) -> None:
    if how == "changed":
        typed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
        signed.post("/compte/mot-de-passe/", typed)
    elif how == "reset":
        signed.post("/mot-de-passe-oublie/", {"email": owner.email})
        link = link_of(sent_mails().pop())
        page = signed.get(link)["Location"]
        signed.post(page, {"password1": NEW, "password2": NEW})
    else:
        staff = Client()
        staff.force_login(UserFactory(is_superuser=True))
        staff.post(
            f"/admin/users/edit/{owner.pk}/",
            {
                "username": "camille",
                "email": owner.email,
                "first_name": "Camille",
                "last_name": "Durand",
                "password1": NEW,
                "password2": NEW,
                "is_active": "on",
            },
        )

    owner.refresh_from_db()
    assert owner.check_password(NEW)
    assert subjects() == ["Votre mot de passe a changé"]


def test_signing_in_tells_nothing_even_where_a_hash_is_made_stronger(
    owner: Any, settings: Any, client: Client
) -> None:
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        *settings.PASSWORD_HASHERS,
    ]
    before = owner.password

    client.post("/connexion/", {"login": "camille", "password": PASSWORD})

    owner.refresh_from_db()
    assert owner.password != before
    assert subjects() == []


def test_another_address_is_confirmed_by_a_code_and_told_to_the_former(
    owner: Any, signed: Client
) -> None:
    signed.post("/compte/adresse/", {"email": "neuve@exemple.fr", "action_add": ""})
    owner.refresh_from_db()
    assert owner.email == "camille@exemple.fr"

    signed.post("/compte/adresse/code/", {"code": code_of(sent_mails()[-1])})

    owner.refresh_from_db()
    assert owner.email == "neuve@exemple.fr"
    told = sent_mails()[-1]
    assert told.subject == "L’adresse de votre compte a changé"
    assert told.to == ["camille@exemple.fr"]
    for address, entered in (("camille@exemple.fr", False), ("neuve@exemple.fr", True)):
        client = Client()
        client.post("/connexion/", {"login": address, "password": PASSWORD})
        assert ("_auth_user_id" in client.session) is entered


def test_an_address_that_another_account_has_is_neither_taken_nor_told(
    owner: Any, signed: Client
) -> None:
    UserFactory(email="autre@exemple.fr")
    pages = [
        signed.post("/compte/adresse/", {"email": address, "action_add": ""}, follow=True)
        for address in ("autre@exemple.fr", "libre@exemple.fr")
    ]

    assert pages[0].redirect_chain == pages[1].redirect_chain
    signed.post("/compte/adresse/", {"email": "autre@exemple.fr", "action_add": ""})
    signed.post("/compte/adresse/code/", {"code": code_of(sent_mails()[-1])})
    owner.refresh_from_db()
    assert owner.email == "camille@exemple.fr"


def test_a_second_factor_taken_away_is_told(owner: Any, signed: Client) -> None:
    with_application(owner)
    sent_mails().clear()

    signed.post("/compte/application/retirer/")

    assert subjects() == ["Une seconde protection a été retirée de votre compte"]


def test_an_account_made_by_staff_signs_in_by_a_code(client: Client) -> None:
    staff = Client()
    staff.force_login(UserFactory(is_superuser=True))
    staff.post(
        "/admin/users/new/",
        {
            "username": "nadia",
            "email": "Nadia@exemple.fr",
            "first_name": "Nadia",
            "last_name": "Petit",
            "password1": PASSWORD,
            "password2": PASSWORD,
        },
    )

    client.post("/connexion/code/", {"email": "nadia@exemple.fr"})
    client.post("/connexion/code/saisir/", {"code": code_of(sent_mails()[-1])})

    assert "_auth_user_id" in client.session
    assert client.session.get_expire_at_browser_close()

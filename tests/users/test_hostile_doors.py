"""Who attacks the doors of accounts: enumeration, replay, open redirects, forged hosts."""

import re
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from tests.factories import PlacePageFactory, UserFactory
from tests.mails import sent_mails
from tests.users.attacks import NEW, PASSWORD, SecondFactor
from tests.users.codes import code_of, link_of, totp_code, with_application

pytestmark = pytest.mark.django_db

LOGIN, CODE, TYPED = "/connexion/", "/connexion/code/", "/connexion/code/saisir/"
FORGOTTEN = "/mot-de-passe-oublie/"
AWAY = [
    "https://piege.exemple.fr/",
    "//piege.exemple.fr/",
    "/\\piege.exemple.fr",
    "\t//piege.exemple.fr",
    "https:piege.exemple.fr",
    "https://testserver@piege.exemple.fr/",
    "javascript:alert(1)",
]


@pytest.fixture
def owner() -> Any:
    return UserFactory(username="camille", email="camille@exemple.fr", password=PASSWORD)


def entered(client: Client) -> bool:
    return "_auth_user_id" in client.session


def ask_for_a_code(client: Client, next_page: str = "") -> str:
    client.post(CODE, {"email": "camille@exemple.fr", "next": next_page})
    return code_of(sent_mails()[-1])


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "login",
    [
        *("camille", "camille@exemple.fr", "nom@exemple.fr", "codes", "codes@exemple.fr"),
        *("fermee", "fermee@exemple.fr", "personne", "personne@exemple.fr"),
    ],
)
def test_a_wrong_password_is_looked_at_as_long_and_answered_the_same_for_everybody(
    owner: Any, login: str
) -> None:
    UserFactory(username="nom@exemple.fr", email="nom@exemple.fr", password=PASSWORD)
    by_codes = UserFactory(username="codes", email="codes@exemple.fr")
    by_codes.set_unusable_password()
    by_codes.save()
    UserFactory(username="fermee", email="fermee@exemple.fr", password=PASSWORD, is_active=False)

    with patch.object(
        MD5PasswordHasher, "encode", autospec=True, side_effect=MD5PasswordHasher.encode
    ) as hashed:
        answer = Client().post(LOGIN, {"login": login, "password": "au hasard"})

    assert hashed.call_count == 1
    assert answer.status_code == 422
    assert "mot de passe sont incorrects" in answer.content.decode()


@pytest.mark.parametrize("path", [CODE, FORGOTTEN])
def test_one_mail_leaves_whether_the_address_is_known_or_closed(owner: Any, path: str) -> None:
    UserFactory(email="fermee@exemple.fr", is_active=False)
    for address in ("camille@exemple.fr", "fermee@exemple.fr", "personne@exemple.fr"):
        Client().post(path, {"email": address})

    assert [mail.to for mail in sent_mails()] == [
        ["camille@exemple.fr"],
        ["fermee@exemple.fr"],
        ["personne@exemple.fr"],
    ]
    codes_and_links = [re.findall(r"code est|/lien/", mail.body) for mail in sent_mails()]
    assert [bool(found) for found in codes_and_links] == [True, False, False]


@pytest.mark.parametrize("path", [CODE, FORGOTTEN])
def test_spaces_around_an_address_give_a_mailbox_no_more_mails(owner: Any, path: str) -> None:
    for number in range(9):
        address = f"{' ' * number}camille@exemple.fr{' ' * (number % 2)}"
        Client(REMOTE_ADDR=f"192.0.{number}.7").post(path, {"email": address})

    assert len(sent_mails()) == 3


def test_who_asks_for_a_link_does_not_choose_where_it_leads(owner: Any, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]

    Client().post(FORGOTTEN, {"email": owner.email}, headers={"host": "piege.exemple.fr"})

    (mail,) = sent_mails()
    assert "piege" not in f"{mail.body}{mail.alternatives}"
    assert f"{settings.WAGTAILADMIN_BASE_URL}/mot-de-passe-oublie/lien/" in mail.body
    assert Client().get(link_of(mail), follow=True).status_code == 200


@pytest.mark.one_engine
@pytest.mark.parametrize("target", AWAY)
def test_no_door_leads_to_another_site(owner: Any, target: str) -> None:
    by_password, by_code, out = Client(), Client(), Client()
    out.force_login(owner)
    code = ask_for_a_code(by_code, target)
    answers = [
        by_password.post(LOGIN, {"login": "camille", "password": PASSWORD, "next": target}),
        by_code.post(TYPED, {"code": code, "next": target}),
        by_password.get(LOGIN, {"next": target}),
        by_password.get(CODE, {"next": target}),
        by_password.post("/compte/confirmer/", {"password": PASSWORD, "next": target}),
        out.post("/deconnexion/", {"next": target}),
    ]

    places = [urlsplit(answer.get("Location", "")) for answer in answers]
    assert entered(by_password)
    assert entered(by_code)
    assert [(place.scheme, place.netloc) for place in places] == [("", "")] * len(answers)
    assert not any(place.path.startswith(("//", "/\\", "\\")) for place in places)


def test_after_the_second_factor_one_does_not_land_elsewhere(owner: Any) -> None:
    secret, client = with_application(owner), Client()
    data = {"login": "camille", "password": PASSWORD, "next": "//piege.exemple.fr/"}
    client.post(LOGIN, data)

    answer = client.post("/connexion/second-facteur/", {"code": totp_code(secret)})

    assert entered(client)
    assert answer["Location"] == "/espace/"


def test_a_code_serves_once_and_the_last_one_alone(owner: Any) -> None:
    client = Client()
    first, last = ask_for_a_code(client), ask_for_a_code(client)
    client.post(TYPED, {"code": first})
    assert not entered(client)
    client.post(TYPED, {"code": last})
    assert entered(client)

    client.post("/deconnexion/")
    client.post(TYPED, {"code": last})

    assert not entered(client)


def test_a_code_opens_no_account_that_was_closed_meanwhile(owner: Any) -> None:
    client = Client()
    code = ask_for_a_code(client)
    owner.is_active = False
    owner.save()

    client.post(TYPED, {"code": code})

    assert not entered(client)


def new_password(link: str, password: str) -> None:
    client = Client()
    page = client.get(link)
    client.post(page.get("Location", link), {"password1": password, "password2": password})


@pytest.mark.parametrize("what", ["used", "other password", "other address", "signed in since"])
def test_the_link_of_a_forgotten_password_does_not_outlive_what_it_was_for(
    owner: Any, what: str
) -> None:
    Client().post(FORGOTTEN, {"email": owner.email})
    link = link_of(sent_mails()[-1])
    if what == "used":
        new_password(link, NEW)
    elif what == "other password":
        owner.set_password(NEW)
        owner.save()
    elif what == "other address":
        owner.email = "neuve@exemple.fr"
        owner.save()
    else:
        Client().post(LOGIN, {"login": "camille", "password": PASSWORD})
    owner.refresh_from_db()
    before = owner.password

    new_password(link, "celui de qui a volé le lien")

    owner.refresh_from_db()
    assert owner.password == before


def test_another_password_closes_the_sessions_of_who_knew_the_former(owner: Any) -> None:
    PlacePageFactory().managers.add(owner)
    thief, here = Client(), Client()
    for client in (thief, here):
        client.post(LOGIN, {"login": "camille", "password": PASSWORD})
    before = here.session.session_key

    here.post(
        "/compte/mot-de-passe/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    )

    assert here.get("/compte/").status_code == 200
    assert here.session.session_key != before
    assert thief.get("/compte/").status_code == 302


def test_a_new_password_by_mail_does_not_go_past_the_second_factor(owner: Any) -> None:
    with_application(owner)
    Client().post(FORGOTTEN, {"email": owner.email})
    new_password(link_of(sent_mails()[-1]), NEW)
    client = Client()

    client.post(LOGIN, {"login": "camille", "password": NEW})

    assert not entered(client)
    assert client.get("/compte/").status_code == 302


def test_the_password_alone_opens_nothing_by_any_address(settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR = True
    door = SecondFactor()
    client = door.browser("192.0.2.7")

    for path in ("/admin/", "/admin/pages/", "/admin/api/main/pages/", "/compte/", "/espace/"):
        assert client.get(path).status_code == 302, path
    for path in ("/compte/codes-de-secours/", "/compte/application/retirer/"):
        assert client.post(path).status_code == 302, path
    for path in ("/_util/login/", "/admin/login/"):
        answer = client.post(path, {"username": "camille", "password": PASSWORD}, follow=True)
        assert answer.redirect_chain[-1][0].startswith(LOGIN)
    assert not entered(client)


def test_the_session_of_who_was_invited_is_another_once_the_account_is_made() -> None:
    from normandie.espace.services.invitations import invite

    place = PlacePageFactory()
    invite(place, "alix@exemple.fr", UserFactory())
    client = Client()
    client.get(link_of(sent_mails()[-1]))
    before = client.session.session_key
    forged = {"is_superuser": "on", "is_staff": "on", "username": "root", "email": "a@piege.fr"}

    client.post(reverse("invitation"), {"first_name": "Alix", "last_name": "D"} | forged)

    user = place.managers.get()
    assert entered(client)
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()
    assert (user.is_superuser, user.is_staff, user.email) == (False, False, "alix@exemple.fr")
    assert user.username != "root"

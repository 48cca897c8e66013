"""One page signs everybody in, and leads each to where they work."""

import pytest
from bs4 import BeautifulSoup
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.factories import DirectoryPageFactory, UserFactory
from tests.mails import sent_mails
from tests.reading import main_text
from tests.roles import signed_in
from tests.users.codes import code_of

pytestmark = pytest.mark.django_db

LOGIN = "/connexion/"
PASSWORD = "un mot de passe de 2026"


def sign_in(client: Client, password: str = PASSWORD, **data: str) -> HttpResponseBase:
    return client.post(LOGIN, {"login": "camille", "password": password} | data)


@pytest.mark.parametrize(("is_staff", "home"), [(True, "/admin/"), (False, "/espace/")])
def test_each_is_led_to_where_they_work(client: Client, is_staff: bool, home: str) -> None:
    UserFactory(username="camille", password=PASSWORD, is_superuser=is_staff)

    assert sign_in(client)["Location"] == home
    assert client.get(LOGIN)["Location"] == home  # signed in already


def test_one_comes_back_to_the_page_that_asked_and_to_no_other_site(client: Client) -> None:
    UserFactory(username="camille", password=PASSWORD, is_superuser=True)
    asked = client.get("/admin/pages/")
    assert asked["Location"] == f"{LOGIN}?next=/admin/pages/"

    page = BeautifulSoup(client.get(asked["Location"]).content, "html.parser")
    kept = page.find("input", {"name": "next"})["value"]
    assert sign_in(client, next=kept)["Location"] == "/admin/pages/"
    assert client.get(asked["Location"])["Location"] == "/admin/pages/"
    assert sign_in(client, next="https://exemple.invalid/")["Location"] == "/admin/"


def test_a_page_closed_to_visitors_asks_on_the_same_page(client: Client) -> None:
    directory = DirectoryPageFactory()
    directory.view_restrictions.create(restriction_type="login")

    assert client.get(directory.url)["Location"].startswith(f"{LOGIN}?next=")


def test_a_manager_whom_the_admin_refuses_is_told_and_not_sent_round_in_circles() -> None:
    manager = signed_in("manager")

    response = manager.get("/admin/", follow=True)

    assert response.redirect_chain == [(f"{LOGIN}?next=/admin/", 302)]
    assert "n’ouvre pas la page que vous demandez" in main_text(response)
    manager.post(reverse("logout"))
    assert "n’ouvre pas" not in main_text(manager.get(LOGIN))


def test_a_wrong_password_is_said_and_the_name_is_kept(client: Client) -> None:
    UserFactory(username="camille", password=PASSWORD)

    response = sign_in(client, "au hasard")

    assert response.status_code == 422
    page = BeautifulSoup(response.content, "html.parser")
    assert page.find(id="erreurs").find(class_="alert--error")
    assert page.find("input", {"name": "login"})["value"] == "camille"
    assert "au hasard" not in response.content.decode()


@pytest.mark.parametrize(("remember", "closes"), [("on", False), ("", True)])
def test_the_session_ends_with_the_browser_unless_one_asks(
    client: Client, remember: str, closes: bool
) -> None:
    UserFactory(username="camille", password=PASSWORD)

    sign_in(client, remember=remember)

    assert client.session.get_expire_at_browser_close() is closes


def test_browsers_may_fill_in_what_they_know(client: Client) -> None:
    page = BeautifulSoup(client.get(LOGIN).content, "html.parser")

    assert page.find("input", {"name": "login"})["autocomplete"] == "username"
    assert page.find("input", {"name": "password"})["autocomplete"] == "current-password"


def test_who_asked_for_a_code_may_still_type_the_password(client: Client) -> None:
    UserFactory(username="camille", email="camille@exemple.fr", password=PASSWORD)
    client.post("/connexion/code/", {"email": "camille@exemple.fr"})

    assert client.get("/connexion/code/").status_code == 200  # another one, or another address
    assert client.get(LOGIN).status_code == 200
    assert sign_in(client)["Location"] == "/espace/"


def test_the_session_is_another_once_signed_in(client: Client) -> None:
    UserFactory(username="camille", email="camille@exemple.fr", password=PASSWORD)
    client.post("/connexion/code/", {"email": "camille@exemple.fr"})
    before = client.session.session_key

    sign_in(client)

    assert before
    assert client.session.session_key != before


def test_a_code_opens_only_in_the_browser_that_asked_for_it_and_three_wrong_ones_end_it(
    client: Client,
) -> None:
    UserFactory(username="camille", email="camille@exemple.fr")
    client.post("/connexion/code/", {"email": "camille@exemple.fr"})
    code = code_of(sent_mails()[-1])
    other = Client()
    other.post("/connexion/code/saisir/", {"code": code})
    assert "_auth_user_id" not in other.session

    for _ in range(3):
        client.post("/connexion/code/saisir/", {"code": "AAAA-AAAA"})
    client.post("/connexion/code/saisir/", {"code": code})

    assert "_auth_user_id" not in client.session

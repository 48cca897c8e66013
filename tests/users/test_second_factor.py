"""A second factor is offered to all, and staff enter the admin with one only."""

from typing import Any
from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from normandie.users.second_factor import fernet
from normandie.users.sessions import FRESH, SIGNED_IN_AT
from tests.factories import PlacePageFactory, UserFactory
from tests.mails import sent_mails
from tests.reading import main_text
from tests.roles import signed_in
from tests.users.codes import secret_shown, totp_code, with_application

pytestmark = pytest.mark.django_db

LOGIN, PASSWORD = "/connexion/", "un mot de passe de 2026"
ACTIVATE, CODES = "/compte/application/", "/compte/codes-de-secours/"


@pytest.fixture
def staff() -> Any:
    return UserFactory(username="camille", password=PASSWORD, is_superuser=True)


def sign_in(next_page: str = "") -> Client:
    client = Client()
    client.post(LOGIN, {"login": "camille", "password": PASSWORD, "next": next_page})
    return client


@pytest.mark.one_engine
@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/users/", "/admin/api/main/"])
def test_staff_without_one_are_led_to_add_one(staff: Any, settings: Any, path: str) -> None:
    settings.STAFF_SECOND_FACTOR = True
    client = sign_in()

    for answer in (client.get(path), client.post(path)):
        assert answer["Location"] == "/compte/"
    page = main_text(client.get("/compte/"))
    assert "ajoutez d’abord une seconde protection" in page


def test_an_application_opens_the_admin_and_is_asked_for_from_then_on(
    staff: Any, settings: Any
) -> None:
    settings.STAFF_SECOND_FACTOR = True
    client = sign_in()
    secret = secret_shown(client.get(ACTIVATE))

    client.post(ACTIVATE, {"code": totp_code(secret)})

    assert client.get("/admin/").status_code == 200
    assert ["ajoutée à votre compte" in mail.subject for mail in sent_mails()] == [True]
    recovery = main_text(client.get(CODES)).split()
    recovery_code = next(word for word in recovery if word.isdigit() and len(word) == 8)
    other = sign_in("/admin/pages/")
    assert other.get("/admin/")["Location"] == "/connexion/?next=/admin/"
    other.post("/connexion/second-facteur/", {"code": "000000"})
    assert other.get("/admin/").status_code == 302
    answer = other.post("/connexion/second-facteur/", {"code": recovery_code})
    assert answer["Location"] == "/admin/pages/"
    assert other.get("/admin/").status_code == 200


def test_a_code_serves_once(staff: Any) -> None:
    code = totp_code(with_application(staff))
    first, second = sign_in(), sign_in()

    first.post("/connexion/second-facteur/", {"code": code})
    second.post("/connexion/second-facteur/", {"code": code})

    assert first.get("/admin/").status_code == 200
    assert second.get("/admin/").status_code == 302


def test_a_code_by_mail_does_not_go_past_the_second_factor(staff: Any, client: Client) -> None:
    with_application(staff)

    client.post("/connexion/code/", {"email": staff.email})
    code = sent_mails()[-1].body.split("code est\u00a0: ")[1].split()[0]
    answer = client.post("/connexion/code/saisir/", {"code": code})

    assert answer["Location"] == "/connexion/second-facteur/"
    assert client.get("/admin/").status_code == 302


def test_managers_need_none_and_staff_neither_where_it_is_not_asked(staff: Any) -> None:
    manager = signed_in("manager")

    assert manager.get("/espace/", follow=True).status_code == 200
    assert sign_in().get("/admin/").status_code == 200


def test_managers_enter_their_space_alone_where_it_is_asked(settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR = True
    manager = signed_in("manager")

    assert manager.get("/espace/", follow=True).status_code == 200
    assert manager.get("/admin/")["Location"] == "/connexion/?next=/admin/"


def test_a_session_opened_before_does_not_outlive_it(
    staff: Any, django_capture_on_commit_callbacks: Any
) -> None:
    former, client = sign_in(), sign_in()
    assert former.get("/admin/").status_code == 200

    with django_capture_on_commit_callbacks(execute=True):
        client.post(ACTIVATE, {"code": totp_code(secret_shown(client.get(ACTIVATE)))})

    assert former.get("/admin/").status_code == 302
    assert client.get("/admin/").status_code == 200


def test_a_copy_of_the_database_makes_no_code(staff: Any) -> None:
    secret = with_application(staff)

    kept = str(Authenticator.objects.values_list("data", flat=True).get())

    assert secret not in kept


def test_a_new_secret_key_reads_what_a_former_one_encrypted(settings: Any) -> None:
    written = fernet().encrypt(b"secret")

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"

    assert fernet().decrypt(written) == b"secret"


def test_who_signed_in_long_ago_is_asked_again_before_it_changes(staff: Any) -> None:
    client = sign_in()
    session = client.session
    session[SIGNED_IN_AT] -= FRESH
    session.save()
    sign_in()  # elsewhere: it says nothing of who sits here

    for path in (ACTIVATE, "/compte/cles/ajouter/"):
        assert client.get(path)["Location"] == f"/compte/confirmer/?next={quote(path, safe='')}"
    answer = client.post("/compte/adresse/", {"email": "x@exemple.fr", "action_add": ""})
    assert answer["Location"].startswith("/compte/confirmer/")
    client.post("/compte/confirmer/", {"password": PASSWORD})

    assert client.get(ACTIVATE).status_code == 200


def test_one_sees_where_one_is_signed_in_and_closes_it(staff: Any) -> None:
    here, there = sign_in(), sign_in()
    page = main_text(here.get("/compte/appareils/"))
    assert ("Cet appareil" in page, "Un autre appareil" in page) == (True, True)

    here.post("/compte/appareils/")

    assert there.get("/admin/").status_code == 302
    assert here.get("/admin/").status_code == 200


def test_one_signs_out_everywhere(staff: Any) -> None:
    here, there = sign_in(), sign_in()

    here.post("/deconnexion/partout/")

    assert {client.get("/admin/").status_code for client in (here, there)} == {302}
    assert not UserSession.objects.exists()
    assert not Session.objects.exists()


def test_neither_address_nor_network_of_a_session_is_kept(staff: Any) -> None:
    client = Client(REMOTE_ADDR="192.0.2.77")

    client.post(LOGIN, {"login": "camille", "password": PASSWORD})

    assert "192.0.2" not in str(UserSession.objects.values().get())


def test_the_account_of_a_manager_offers_all_of_it() -> None:
    user = UserFactory()
    PlacePageFactory().managers.add(user)
    client = Client()
    client.force_login(user)

    page = main_text(client.get("/compte/"))

    for offered in ("Clés d’accès", "Application de codes", "Appareils connectés"):
        assert offered in page

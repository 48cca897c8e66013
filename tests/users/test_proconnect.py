"""ProConnect opens accounts that there are, and trusts nothing that it did not sign."""

from collections.abc import Iterator
from typing import Any
from urllib.request import urlopen

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from cryptography.hazmat.primitives.asymmetric import rsa
from django.contrib.auth import get_user_model
from django.http.response import HttpResponseBase
from django.test import Client

from normandie.settings.accounts import proconnect
from tests.factories import UserFactory
from tests.reading import main_text
from tests.users.codes import with_application
from tests.users.oidc_server import CLIENT, SECRET, Provider

pytestmark = pytest.mark.django_db

LOGIN, BACK = "/connexion/proconnect/", "/connexion/proconnect/retour/"


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    with Provider() as running:
        settings.PROCONNECT_CLIENT_ID = CLIENT
        settings.SOCIALACCOUNT_PROVIDERS = proconnect(CLIENT, SECRET, running.url)
        yield running


@pytest.fixture
def agent() -> Any:
    return UserFactory(username="camille", email="camille@exemple.fr", is_superuser=True)


def go(client: Client, query: str = "") -> dict[str, str]:
    """Go to the provider, which signs in; return what it sends back with the browser."""
    address = client.get(f"{LOGIN}{query}")["Location"]
    with urlopen(address):  # noqa: S310
        pass
    return {"code": "code-1", "state": address.split("state=")[1].split("&")[0]}


def sign_in(client: Client, query: str = "") -> HttpResponseBase:
    return client.get(BACK, go(client, query))


def is_refused(answer: HttpResponseBase) -> bool:
    return answer.status_code in (401, 503) and "ne vous a pas reconnu" in answer.content.decode()


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_without_settings_nothing_is_shown_nor_answers(client: Client) -> None:
    assert "ProConnect" not in client.get("/connexion/").content.decode()
    assert {client.get(path).status_code for path in (LOGIN, BACK)} == {404}


def test_an_agent_enters_the_account_that_has_the_address_and_comes_back(
    provider: Provider, agent: Any, client: Client
) -> None:
    page = client.get("/connexion/?next=/admin/pages/").content.decode()
    assert f'href="{LOGIN}?next=/admin/pages/"' in page
    key = client.session.session_key

    answer = sign_in(client, "?next=/admin/pages/")

    assert answer["Location"] == "/admin/pages/"
    assert client.get("/admin/pages/", follow=True).status_code == 200
    assert client.session.session_key != key
    assert provider.asked["acr_values"] == "eidas1"
    kept = SocialAccount.objects.get()
    assert (kept.user, kept.uid, kept.extra_data) == (agent, "agent-1", {})
    assert not SocialToken.objects.exists()


def test_the_agent_is_known_again_after_the_address_has_changed(
    provider: Provider, agent: Any
) -> None:
    sign_in(Client())
    provider.person["email"] = "camille.durand@exemple.fr"
    client = Client()

    sign_in(client)

    assert client.session["_auth_user_id"] == str(agent.pk)


def test_no_account_is_made_for_who_has_none(provider: Provider, client: Client) -> None:
    answer = sign_in(client)

    assert "Aucun compte n’a votre adresse" in main_text(answer)
    assert not is_in(client)
    assert not get_user_model().objects.filter(email__iexact="camille@exemple.fr").exists()


def test_a_closed_account_stays_closed(provider: Provider, agent: Any, client: Client) -> None:
    get_user_model().objects.update(is_active=False)

    sign_in(client)

    assert not is_in(client)


def test_a_second_factor_is_still_asked_for(provider: Provider, agent: Any, client: Client) -> None:
    with_application(agent)

    assert sign_in(client)["Location"] == "/connexion/second-facteur/"
    assert not is_in(client)


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "lies",
    [
        {"nonce": "of another"},
        {"aud": "another site"},
        {"iss": "https://exemple.invalid"},
        {"exp": 1},
        {"sub": "agent-2"},
    ],
)
def test_what_is_not_for_this_session_is_refused(
    provider: Provider, agent: Any, client: Client, lies: dict[str, Any]
) -> None:
    provider.lies = lies

    assert is_refused(sign_in(client))
    assert not is_in(client)


def test_what_another_key_signed_is_refused(provider: Provider, agent: Any, client: Client) -> None:
    provider.signing_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    assert is_refused(sign_in(client))
    assert not is_in(client)


def test_an_answer_serves_once_and_in_the_browser_that_asked(
    provider: Provider, agent: Any
) -> None:
    first, second = Client(), Client()
    answer = go(first)

    second.get(BACK, answer)
    assert not is_in(second)
    first.get(BACK, answer)
    assert is_in(first)
    first.post("/deconnexion/")
    first.get(BACK, answer)
    assert not is_in(first)


def test_an_address_does_not_link_who_is_signed_in_with_who_is_at_proconnect(
    provider: Provider, client: Client
) -> None:
    client.force_login(UserFactory(email="gaelle@exemple.fr"))

    sign_in(client, "?process=connect")

    assert not SocialAccount.objects.exists()


def test_a_provider_that_is_away_is_said(provider: Provider, agent: Any, client: Client) -> None:
    answer = go(client)
    provider.server.shutdown()
    provider.server.server_close()

    assert is_refused(client.get(BACK, answer))
    assert is_refused(client.get(LOGIN))

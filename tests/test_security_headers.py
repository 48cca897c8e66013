"""What every answer carries, and what none gives: a cookie."""

import pytest
from django.test import Client

from tests.factories import PlacePageFactory, UserFactory

pytestmark = pytest.mark.django_db

PUBLIC_ADDRESSES = [
    "/",
    "/annuaire/",
    "/annuaire/espace/",
    "/annuaire/carte/",
    "/annuaire/carte/integrer/",
    "/annuaire/carte/lieux.json",
    "/annuaire/donnees-ouvertes/",
    "/absente/",
]


def directives(policy: str) -> dict[str, list[str]]:
    parts = (directive.split() for directive in policy.split(";") if directive.strip())
    return {name: sources for name, *sources in parts}


@pytest.fixture(autouse=True)
def place() -> None:
    PlacePageFactory(slug="espace")


@pytest.mark.one_engine
@pytest.mark.parametrize("address", PUBLIC_ADDRESSES)
def test_public_page_allows_nothing_inline_and_nothing_from_elsewhere(
    client: Client, address: str
) -> None:
    policy = directives(client.get(address)["Content-Security-Policy"])

    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == ["'self'"]
    assert policy["style-src"] == ["'self'"]
    assert policy["frame-ancestors"] == ["'none'"]
    assert policy["base-uri"] == ["'none'"]
    assert policy["form-action"] == ["'self'"]


@pytest.mark.one_engine
@pytest.mark.parametrize("address", PUBLIC_ADDRESSES)
def test_public_page_carries_the_other_security_headers(client: Client, address: str) -> None:
    headers = client.get(address).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.one_engine
@pytest.mark.parametrize("address", PUBLIC_ADDRESSES)
def test_visitor_gets_no_cookie(client: Client, address: str) -> None:
    response = client.get(address)

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_admin_has_a_policy_of_its_own(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))

    policy = directives(client.get("/admin/")["Content-Security-Policy"])

    assert policy["frame-ancestors"] == ["'self'"]
    assert policy["object-src"] == ["'none'"]
    assert "https:" not in policy["script-src"]

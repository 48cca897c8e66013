"""« /.well-known/security.txt »: whom to tell of a flaw (RFC 9116)."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from normandie.checks import flaws_have_a_reader

URL = "/.well-known/security.txt"


@pytest.mark.django_db
def test_without_a_contact_there_is_no_such_file(client: Client) -> None:
    assert client.get(URL).status_code == 404


@pytest.mark.time_machine(datetime(2026, 11, 29, 23, 30, tzinfo=UTC), tick=False)
def test_it_says_whom_to_write_to_and_until_when_it_is_true(client: Client, settings) -> None:
    settings.SECURITY_CONTACTS = ["mailto:securite@exemple.fr", "https://exemple.fr/faille"]
    settings.SECURITY_POLICY_URL = "https://exemple.fr/regles"
    settings.WAGTAILADMIN_BASE_URL = "https://www.exemple.fr"

    response = client.get(URL)

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "Contact: mailto:securite@exemple.fr",
        "Contact: https://exemple.fr/faille",
        "Expires: 2027-05-29T00:00:00+02:00",
        "Preferred-Languages: fr, en",
        "Canonical: https://www.exemple.fr/.well-known/security.txt",
        "Policy: https://exemple.fr/regles",
    ]


@pytest.mark.parametrize(
    ("contacts", "policy", "wrong"),
    [
        ([], "", 0),
        (["mailto:securite@exemple.fr", "tel:+33-2-61-91-00-00"], "https://exemple.fr/regles", 0),
        (["securite@exemple.fr"], "", 1),
        (["http://exemple.fr"], "http://exemple.fr", 2),
        (["mailto:a@exemple.fr\nContact: mailto:b@exemple.fr"], "", 1),
    ],
)
def test_what_is_no_address_is_refused(
    contacts: list[str], policy: str, wrong: int, settings
) -> None:
    settings.SECURITY_CONTACTS, settings.SECURITY_POLICY_URL = contacts, policy

    assert [each.id for each in flaws_have_a_reader()] == ["normandie.E004"] * wrong

"""What is sent in another encoding than the site's."""

import pytest
from django.test import Client
from django.urls import reverse

ESCAPED = "multipart/form-data; boundary=b; charset=unicode_escape"


@pytest.mark.django_db
def test_halves_of_characters_are_refused_before_anything_reads_them(client: Client) -> None:
    address = reverse("check_receipt")

    refused = client.get(address, {"numero": r"\ud800"}, headers={"content-type": ESCAPED})

    assert refused.status_code == 415


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["utf-8", "UTF8", "us-ascii", "jamais-vu"])
def test_what_browsers_send_is_taken(client: Client, charset: str) -> None:
    content_type = f"text/plain; charset={charset}"

    assert (
        client.get(reverse("check_receipt"), headers={"content-type": content_type}).status_code
        == 200
    )


@pytest.mark.django_db
def test_nul_in_a_number_finds_nothing(client: Client) -> None:
    assert client.get(reverse("check_receipt"), {"numero": "\0"}).status_code == 200

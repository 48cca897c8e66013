"""A directory that is closed to the public, or gone, shows through no other page."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import Page

from directory.models import DirectoryPage, PlacePage, Vocabulary
from normandie.frame.site_map import create_site_map
from tests.ami.factories import CallsPageFactory
from tests.closing import OF_THE_DIRECTORY, WAYS, around
from tests.editorial.pages import StandardPageFactory, block
from tests.factories import HomePageFactory, PlacePageFactory

pytestmark = pytest.mark.django_db

NAME, SHEET = "Atelier-du-Gros-Caillou", "/annuaire/atelier/"
SILENT = {"/", "/plan-du-site/", "/appels/"}  # they name no place, open or closed
ADDRESSES = (
    *around("atelier"),
    *OF_THE_DIRECTORY,
    "/page-qui-montre/",
    SHEET,
    "/annuaire/orientation/?besoin=internet&commune=peu-importe&quand=peu-importe",
    "/annuaire/comparer/?lieu=atelier",
)


@pytest.fixture
def directory() -> DirectoryPage:
    """A directory with one place, which pages around name in every way they can."""
    terms = [(Vocabulary.KIND, "tiers-lieu"), (Vocabulary.EQUIPMENT, "ordinateurs")]
    place = PlacePageFactory(title=NAME, slug="atelier", phone="+33231000000", terms=terms)
    home = HomePageFactory()
    create_site_map(home)
    CallsPageFactory()
    StandardPageFactory(slug="page-qui-montre", body=[*_selections(place), _text_with_link(place)])
    return place.get_parent().specific


def _selections(place: PlacePage) -> list[dict]:
    shared = {"title": "Des lieux", "text": "", "filters": "", "number": 3}
    return [
        block("places", {**shared, "places": []}),
        block("places", {**shared, "places": [place.pk]}),
        block("cards", {"title": "À lire", "pages": [{"page": place.pk, "text": ""}]}),
    ]


def _text_with_link(place: PlacePage) -> dict:
    return block("text", f'<p><a linktype="page" id="{place.pk}">Le lieu</a></p>')


def shown_at(client: Client) -> set[str]:
    """Return the addresses where the place, or its address, shows."""
    cache.clear()
    found = set()
    for address in ADDRESSES:
        response = client.get(address)
        body = (response.getvalue() if response.streaming else response.content).decode()
        if NAME in body or (SHEET in body and address != SHEET):
            found.add(address)
    return found


def test_the_place_shows_while_the_directory_is_open(
    client: Client, directory: DirectoryPage
) -> None:
    assert shown_at(client) == set(ADDRESSES) - SILENT


@pytest.mark.parametrize("leave", WAYS)
@pytest.mark.parametrize("model", [DirectoryPage, PlacePage])
def test_nothing_of_what_has_left_shows(
    client: Client, directory: DirectoryPage, model: type[Page], leave: Callable[[Page], None]
) -> None:
    leave(model.objects.get())

    assert shown_at(client) == set()

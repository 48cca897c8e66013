"""An editorial page costs the same, however many blocks it has."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from normandie.editorial.examples import every_block
from normandie.editorial.models import StandardPage
from tests.editorial.media import make_document, make_image
from tests.editorial.pages import StandardPageFactory
from tests.factories import PlacePageFactory

pytestmark = pytest.mark.django_db

MOST = 15  # queries


def queries(client: Client, page: StandardPage, *, warm: bool) -> int:
    """Count the queries of a visit; the first one ever, which makes the images, is left out."""
    client.get(page.url)
    if not warm:
        cache.clear()
        for address in ("/introuvable/", "/annuaire/"):  # what is read once for the whole site
            client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page.url).status_code == 200
    return len(captured)


def page_with(times: int) -> StandardPage:
    """Return a page with every block, *times* over; selections of places, thrice at most."""
    make_image()
    make_document()
    for _ in range(3):
        PlacePageFactory()
        StandardPageFactory()
    blocks = every_block()
    places = [block for block in blocks if block["type"] == "places"]
    others = [block for block in blocks if block["type"] != "places"]
    return StandardPageFactory(body=[*places, *others * times])


@pytest.mark.parametrize("warm", [True, False], ids=["warm", "cache-empty"])
def test_a_page_costs_no_more_with_many_blocks(client: Client, warm: bool) -> None:
    few = queries(client, page_with(1), warm=warm)

    assert queries(client, page_with(6), warm=warm) == few <= MOST

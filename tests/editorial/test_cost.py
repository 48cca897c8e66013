"""An editorial page costs the same, however many blocks it has, to the first visitor too."""

import pytest
from django.test import Client
from wagtail.models import Site

from normandie.editorial.examples import every_block
from normandie.editorial.models import StandardPage
from normandie.frame.default_menus import create_default_menus
from tests.editorial.media import make_document, make_image
from tests.editorial.pages import StandardPageFactory
from tests.factories import PlacePageFactory
from tests.first_visit import first_queries

pytestmark = pytest.mark.django_db

MOST = 15  # queries


def page_with(times: int) -> StandardPage:
    """Return a page below another, with as many below it and every block so many times.

    It selects places once, as the examples of blocks do.
    """
    make_image()
    make_document()
    for _ in range(3):
        PlacePageFactory()
        StandardPageFactory()
    blocks = every_block()
    places = [block for block in blocks if block["type"] == "places"]
    others = [block for block in blocks if block["type"] != "places"]
    page = StandardPageFactory(parent=StandardPageFactory(), body=[*places, *others * times])
    for _ in range(times):
        StandardPageFactory(parent=page)
    create_default_menus(Site.objects.get())
    return page


def test_the_first_visit_costs_no_more_with_many_blocks(client: Client) -> None:
    few = first_queries(client, page_with(1).url)

    assert first_queries(client, page_with(6).url) == few <= MOST

"""Pages reached by fewer queries are as open, or as closed, as Wagtail says."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from tests.editorial.pages import StandardPageFactory
from tests.factories import EventPageFactory, HomePageFactory, PlacePageFactory

pytestmark = pytest.mark.django_db


def close(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def is_open(client: Client, url: str) -> bool:
    """Return whether a visitor reads the page; who may not is led to the login."""
    response = client.get(url)
    assert response.status_code == 200 or response["Location"].startswith("/connexion/")
    return response.status_code == 200


def test_what_closes_a_page_closes_all_that_stands_below(client: Client) -> None:
    event = EventPageFactory()
    place = event.get_parent()
    directory = place.get_parent()
    way = [directory.get_parent(), directory, place, event]
    for page in way:
        assert all(is_open(client, other.url) for other in way)
        close(page)
        seen = [is_open(client, other.url) for other in way]
        assert seen == [other.depth < page.depth for other in way]
        PageViewRestriction.objects.all().delete()


def test_a_closed_page_leaves_those_beside_it_open(client: Client) -> None:
    closed, beside = PlacePageFactory.create_batch(2)
    close(closed)

    assert not is_open(client, closed.url)
    assert is_open(client, beside.url)


def test_an_alias_is_closed_with_the_page_it_shows(client: Client) -> None:
    page = StandardPageFactory()
    below = StandardPageFactory(parent=page)
    alias = page.create_alias(update_slug="copie", recursive=True)
    urls = [alias.url, f"{alias.url}{below.slug}/"]
    assert all(is_open(client, url) for url in urls)
    close(page)

    assert not any(is_open(client, url) for url in urls)


def test_drafts_and_what_does_not_exist_are_not_found(client: Client) -> None:
    draft = PlacePageFactory(live=False)
    page = StandardPageFactory()
    for url in (draft.url, "/annuaire/nulle-part/", f"{page.url}plus-bas/", "/nulle-part/"):
        assert client.get(url).status_code == 404


def test_a_page_of_another_type_is_reached_in_the_way_of_wagtail(client: Client) -> None:
    page = HomePageFactory().add_child(instance=Page(title="Nue", slug="nue"))
    assert is_open(client, page.url)
    close(page)

    assert not is_open(client, page.url)


def test_a_page_costs_one_query_more_at_each_level(client: Client) -> None:
    page = StandardPageFactory()
    below = StandardPageFactory(parent=page)

    def cost(url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        return len(captured)

    assert (cost(page.url), cost(below.url)) == (5, 6)

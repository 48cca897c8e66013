"""What machines ask of the site: is it alive, what may be indexed."""

from unittest.mock import patch
from xml.etree import ElementTree

import pytest
from django.db import OperationalError, connection
from django.test import Client

from tests.factories import DirectoryPageFactory, PlacePageFactory

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_health_check_answers_when_the_database_does(client: Client) -> None:
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"status": "ok"}
    assert "no-store" in response["Cache-Control"]


def test_health_check_says_that_the_database_is_away(client: Client) -> None:
    with patch.object(connection, "cursor", side_effect=OperationalError("away")):
        response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json() == {"status": "unavailable"}


@pytest.mark.parametrize("address", ["/healthz", "/robots.txt"])
def test_machines_may_only_read(client: Client, address: str) -> None:
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


def test_robots_are_kept_out_of_the_admin_and_of_filters(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /admin/" in lines
    assert "Disallow: /annuaire/*?" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_robots_follow_the_directory_to_another_address(client: Client) -> None:
    directory = DirectoryPageFactory()
    directory.slug = "lieux"
    directory.save()
    assert "Disallow: /lieux/*?" in client.get("/robots.txt").content.decode()

    directory.unpublish()
    assert "lieux" not in client.get("/robots.txt").content.decode()


def test_sitemap_lists_published_pages_only(client: Client) -> None:
    place = PlacePageFactory(title="Espace ouvert")
    draft = PlacePageFactory(title="Espace à venir", live=False)

    response = client.get("/sitemap.xml")
    addresses = {
        node.text for node in ElementTree.fromstring(response.content).iter(f"{SITEMAP}loc")
    }

    assert place.full_url in addresses
    assert DirectoryPageFactory().full_url in addresses
    assert not any(draft.slug in address for address in addresses)

"""Addresses that were once given keep leading to their page."""

from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from normandie.editorial.models import StandardPage
from tests.editorial.pages import StandardPageFactory
from tests.factories import PlacePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def rename(django_capture_on_commit_callbacks: Callable) -> Callable[[Page, str], None]:
    """Publish a page under another slug, as the editor does."""

    def rename(page: Page, slug: str) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            page.slug = slug
            page.save_revision().publish()

    return rename


def pass_time(hours: int) -> None:
    """Run, *hours* from now, what publishes and withdraws pages at their time."""
    later = timezone.now() + timedelta(hours=hours)
    with patch("django.utils.timezone.now", return_value=later):
        call_command("publish_scheduled")


@pytest.mark.parametrize("factory", [StandardPageFactory, PlacePageFactory])
def test_a_renamed_page_is_found_at_its_former_address(
    client: Client, rename: Callable, factory: type
) -> None:
    page = factory(slug="ancien")
    former = page.url

    rename(page, "nouveau")

    response = client.get(former)
    assert response.status_code == 301
    assert response.url == type(page).objects.get(pk=page.pk).url


def test_the_children_of_a_renamed_page_are_found_too(client: Client, rename: Callable) -> None:
    parent = StandardPageFactory(slug="ancien")
    child = StandardPageFactory(parent=parent, slug="histoire")

    rename(parent, "reseau")

    assert client.get("/ancien/histoire/").url == "/reseau/histoire/"
    assert client.get("/reseau/histoire/").status_code == 200
    assert StandardPage.objects.get(pk=child.pk).url == "/reseau/histoire/"


def test_the_places_of_a_renamed_directory_are_found_too(client: Client, rename: Callable) -> None:
    place = PlacePageFactory(slug="le-phare")

    rename(place.get_parent().specific, "lieux")

    assert client.get("/annuaire/le-phare/").url == "/lieux/le-phare/"


def test_a_page_that_moves_is_found_at_its_former_address(client: Client) -> None:
    page, parent = StandardPageFactory(slug="histoire"), StandardPageFactory(slug="reseau")
    page.get_url()

    page.move(parent, pos="last-child")

    assert client.get("/histoire/").url == "/reseau/histoire/"


@pytest.mark.parametrize("factory", [StandardPageFactory, PlacePageFactory])
def test_a_page_goes_live_and_expires_at_its_time(client: Client, factory: type) -> None:
    page = factory(slug="demain", live=False)
    page.title = "Demain est là"
    page.go_live_at = timezone.now() + timedelta(hours=2)
    page.expire_at = timezone.now() + timedelta(hours=4)
    page.save_revision().publish()

    pass_time(hours=1)
    assert client.get(page.url).status_code == 404
    pass_time(hours=3)
    assert "Demain est là" in client.get(page.url).content.decode()
    pass_time(hours=5)
    assert client.get(page.url).status_code == 404

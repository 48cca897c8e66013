"""The directory is not deleted with all its places by a slip of the mouse."""

import pytest
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from directory.models import DirectoryPage, LabelGrant, PlacePage
from tests.factories import DirectoryPageFactory, LabelGrantFactory, PlacePageFactory

pytestmark = pytest.mark.django_db


def delete(client: Client, page: Page) -> str:
    """Confirm the deletion of *page*; return what is said after."""
    address = reverse("wagtailadmin_pages:delete", args=(page.pk,))
    return client.post(address, follow=True).content.decode()


def delete_in_bulk(client: Client, *pages: Page) -> str:
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "delete"))
    chosen = "&".join(f"id={page.pk}" for page in pages)
    home = reverse("wagtailadmin_home")
    return client.post(f"{address}?next={home}&{chosen}", follow=True).content.decode()


@pytest.mark.parametrize("delete", [delete, delete_in_bulk])
def test_a_directory_with_places_is_kept(admin: Client, delete) -> None:
    PlacePageFactory()

    said = delete(admin, DirectoryPage.objects.get())

    assert "1 lieu serait effacé avec elle" in said
    assert PlacePage.objects.count() == 1


def test_the_team_is_not_even_asked(team: Client) -> None:
    PlacePageFactory()

    delete(team, DirectoryPage.objects.get())

    assert PlacePage.objects.count() == 1


def test_so_are_the_pages_above_it(admin: Client) -> None:
    PlacePageFactory()
    PlacePageFactory()

    said = delete(admin, DirectoryPage.objects.get().get_parent())

    assert "2 lieux seraient effacés avec elle" in said
    assert PlacePage.objects.count() == 2


@pytest.mark.parametrize("delete", [delete, delete_in_bulk])
def test_an_empty_directory_may_be_deleted(team: Client, delete) -> None:
    delete(team, DirectoryPageFactory())

    assert not DirectoryPage.objects.exists()


@pytest.mark.parametrize("delete", [delete, delete_in_bulk])
def test_a_place_of_the_register_of_labels_is_kept(admin: Client, delete) -> None:
    grant = LabelGrantFactory(state=LabelGrant.State.WITHDRAWN)  # a decision still

    said = delete(admin, grant.place)

    assert "le registre des labels garde 1 attribution" in said
    assert LabelGrant.objects.get().place == grant.place
    with pytest.raises(ProtectedError):  # a command, a queryset
        grant.place.delete()


@pytest.mark.parametrize("delete", [delete, delete_in_bulk])
def test_a_place_may_be_deleted(team: Client, delete) -> None:
    place = PlacePageFactory()

    delete(team, place)

    assert not PlacePage.objects.exists()

"""A page behind a password asks for it in the frame of the site."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from tests.factories import PlacePageFactory

pytestmark = pytest.mark.django_db


def test_a_private_page_asks_for_its_password_then_opens(client: Client) -> None:
    place = PlacePageFactory(title="Réunion des gérants")
    restriction = PageViewRestriction.objects.create(
        page=place, restriction_type="password", password="sésame"
    )

    asked = client.get(place.url).content.decode()
    assert "Cette page demande un mot de passe" in asked
    assert "Réunion des gérants" not in asked
    assert '<footer class="site-footer"' in asked
    assert "noindex" in asked

    url = f"/_util/authenticate_with_password/{restriction.pk}/{place.pk}/"
    wrong = client.post(url, {"password": "x", "return_url": place.url})
    assert "<title>Erreur" in wrong.content.decode()
    right = client.post(url, {"password": "sésame", "return_url": place.url}, follow=True)
    assert "Réunion des gérants" in right.content.decode()

"""Where the demo site is not built, and what a true site gets in its place."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import Client

from directory.models import Commune, PlacePage
from normandie.home.models import HomePage
from tests.demo.building import build

pytestmark = pytest.mark.django_db


def test_demo_is_refused_outside_development() -> None:
    with pytest.raises(CommandError, match="DEBUG"):
        build()

    assert not get_user_model().objects.exists()


def test_demo_needs_the_territory(settings: object) -> None:
    settings.DEBUG = True
    Commune.objects.all().delete()

    with pytest.raises(CommandError, match="load_territory"):
        build()

    assert not get_user_model().objects.exists()


@pytest.mark.usefixtures("empty_site")
def test_a_new_site_gets_its_pages_without_the_demo(client: Client) -> None:
    call_command("create_pages", base_url="https://www.exemple.fr", stdout=StringIO())
    call_command("create_pages", base_url="https://www.exemple.fr", stdout=StringIO())

    assert HomePage.objects.get().full_url == "https://www.exemple.fr/"
    assert client.get("/annuaire/").status_code == 200
    assert not get_user_model().objects.exists()
    assert not PlacePage.objects.exists()

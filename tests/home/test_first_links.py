"""What the home page of a new site leads to, once."""

import pytest
from django.core.management import call_command
from django.test import Client

from normandie.home.models import HomePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_site")]

BASE = "--base-url=http://localhost"


def test_a_new_home_page_leads_to_the_first_pages(client: Client) -> None:
    call_command("create_pages", BASE)
    call_command("create_pages", BASE)
    home = HomePage.objects.get()

    assert home.epn_page.slug == "epn"
    assert home.tiers_lieu_page.slug == "tiers-lieux"
    assert [highlight.target.slug for highlight in home.highlights.all()] == [
        "reseau",
        "coworking",
        "facile-a-lire",
    ]
    html = client.get("/").content.decode()
    assert '<a href="/reseau/epn/">En savoir plus sur les EPN</a>' in html


def test_a_home_page_that_the_team_has_edited_is_left_as_it_is() -> None:
    call_command("create_pages", BASE)
    home = HomePage.objects.get()
    home.epn_page = None
    home.highlights = []
    home.save_revision().publish()
    call_command("create_pages", BASE)
    home = HomePage.objects.get()

    assert home.epn_page is None
    assert not home.highlights.exists()

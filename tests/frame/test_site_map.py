"""The plan of the site names the public pages, nested, and no other."""

import re
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, Site

from normandie.accessibility.first_page import create_declaration
from normandie.frame.default_menus import create_default_menus
from normandie.frame.models import SiteMapPage
from normandie.frame.site_map import create_site_map
from tests.factories import (
    AgendaPageFactory,
    DirectoryPageFactory,
    HomePageFactory,
    PlacePageFactory,
)

pytestmark = pytest.mark.django_db

ADDRESS = "/plan-du-site/"


@pytest.fixture(autouse=True)
def plan(site: Site) -> SiteMapPage:
    return create_site_map(HomePageFactory())


def main(client: Client) -> str:
    html = client.get(ADDRESS).content.decode()
    return html[html.index("<main") : html.index("</main>")]


def test_pages_are_named_and_places_counted(client: Client) -> None:
    for _ in range(3):
        PlacePageFactory(title="La Passerelle")
    create_declaration(HomePageFactory())

    html = main(client)

    assert '<a href="/annuaire/">Annuaire</a>' in html
    assert "3 fiches" in html
    assert "La Passerelle" not in html
    assert '<a href="/annuaire/donnees-ouvertes/">Données ouvertes</a>' in html
    assert '<a href="/accessibilite/">Déclaration d’accessibilité</a>' in html


def test_whatever_the_main_menu_offers_is_there_and_the_search_too(client: Client) -> None:
    DirectoryPageFactory()
    AgendaPageFactory()
    create_default_menus(Site.objects.get(is_default_site=True))
    html = client.get("/").content.decode()
    menu = html[html.index('class="navigation') : html.index("</nav>")]

    entries = re.findall(r'<a[^>]*href="(/[^"]*)"', menu)

    assert {"/annuaire/carte/", "/agenda/", "/recherche/"} <= set(entries)
    links = re.findall(r'href="([^"]+)"', main(client))
    assert [entry for entry in entries if entry not in links] == []
    assert {"/agenda/lettre/", "/agenda/archives/", "/annuaire/comparer/"} <= set(links)


def test_a_private_or_unpublished_page_is_left_out_with_what_is_below(client: Client) -> None:
    directory = DirectoryPageFactory()
    PlacePageFactory()
    assert "1 fiche<" in main(client)

    restriction = PageViewRestriction.objects.create(
        page=directory, restriction_type="password", password="x"
    )
    assert "Annuaire" not in main(client)
    assert "fiche" not in main(client)

    restriction.delete()
    assert "Annuaire" in main(client)
    directory.unpublish()
    assert "Annuaire" not in main(client)


def test_it_costs_the_same_for_few_pages_and_many(client: Client, fill: Callable) -> None:
    def cold() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            client.get(ADDRESS)
        return len(captured)

    PlacePageFactory()
    cold()
    few = cold()
    for _ in range(15):
        PlacePageFactory()

    assert cold() == few <= 15


def test_creating_it_again_changes_nothing(plan: SiteMapPage) -> None:
    assert create_site_map(HomePageFactory()) == plan

"""Each view of a list has a title of its own: tabs, history and screen readers name it so.

RGAA 4.1.2, criterion 8.6.
"""

import re
from html import unescape

import pytest
from django.test import Client

from tests.factories import (
    AgendaPageFactory,
    CommuneFactory,
    EventPageFactory,
    PlacePageFactory,
)

pytestmark = pytest.mark.django_db

LISTS = {
    "/annuaire/": ("?page=2", "?departement=14", "?departement=76", "?type=aide", "?commune=zzqq"),
    "/annuaire/carte/": ("?page=2", "?departement=14", "?type=aide", "?commune=zzqq"),
    "/agenda/": ("?page=2", "?type=atelier", "?gratuit=oui", "?commune=zzqq", "?q=atelier"),
    "/agenda/archives/": ("?type=atelier",),
    "/recherche/": ("?q=accueil", "?q=accueil&dans=lieux", "?q=accueil&dans=lieux&page=2"),
}


@pytest.fixture
def full_site(indexed: None) -> None:
    """Enough for two pages of places, of dates, and of results."""
    AgendaPageFactory()
    communes = [CommuneFactory(), CommuneFactory(rouen=True)]
    places = [
        PlacePageFactory(title=f"Accueil {number}", commune=communes[number % 2])
        for number in range(26)
    ]
    for place in places[:25]:
        EventPageFactory(place=place)


def test_no_two_views_of_the_site_have_the_same_title(client: Client, full_site: None) -> None:
    titles: dict[str, str] = {}
    for page, views in LISTS.items():
        for view in ("", *views):
            html = client.get(page + view).content.decode()
            titles[page + view] = unescape(re.findall(r"<title>(.*?)</title>", html, re.DOTALL)[0])

    assert len(set(titles.values())) == len(titles), titles
    assert titles["/annuaire/?page=2"].startswith("26 lieux, page 2 sur 2 – Annuaire")
    assert titles["/annuaire/?departement=14"].startswith("13 lieux, Calvados – Annuaire")
    assert titles["/annuaire/carte/?commune=zzqq"].startswith(
        "Carte\u00a0: Commune inconnue\u00a0: "
    )

"""Once a search is made, the search bar is one line that says it; what is to be mended shows."""

import pytest
from django.test import Client

from tests.factories import AgendaPageFactory, CommuneFactory
from tests.reading import parsed, texts

pytestmark = pytest.mark.django_db

LINE, FOLD = ".finder-fold__summary", ".finder-fold"
PAGES = ["/annuaire/", "/annuaire/carte/", "/agenda/"]


@pytest.fixture(autouse=True)
def pages() -> None:
    AgendaPageFactory()
    CommuneFactory()


@pytest.mark.parametrize("url", PAGES)
def test_a_search_is_one_line_that_says_it_above_the_form(client: Client, url: str) -> None:
    page = client.get(url, {"q": "impôts", "commune": "14118", "rayon": "5"})

    assert texts(page, LINE) == ["Votre recherche : impôts · Caen · 5 km Modifier"]
    assert not parsed(page).select_one(FOLD).has_attr("open")
    assert parsed(page).select_one(f"{FOLD} .finder [name=q]")["value"] == "impôts"


@pytest.mark.parametrize("url", PAGES)
def test_a_commune_that_nobody_knows_leaves_the_form_open(client: Client, url: str) -> None:
    page = client.get(url, {"commune": "Xyzzy"})

    assert texts(page, LINE) == ["Votre recherche : Xyzzy Modifier"]
    assert parsed(page).select_one(FOLD).has_attr("open")


def test_wide_screens_show_the_form_whole_where_nothing_is_asked_yet(client: Client) -> None:
    unused = f"{FOLD}--unused:not([open])"
    for url, line in [
        ("/annuaire/", "Chercher un lieu, une commune"),
        ("/agenda/", "Chercher une date, une commune"),
    ]:
        assert parsed(client.get(url)).select_one(unused)
        assert texts(client.get(url), LINE) == [line]
        assert not parsed(client.get(f"{url}?page=2")).select_one(unused)
    assert not parsed(client.get("/annuaire/carte/")).select_one(unused)


def test_filters_alone_fold_it_too_and_are_counted(client: Client) -> None:
    page = client.get("/annuaire/?type=epn&departement=14&ouvert=maintenant&q=caen")

    assert texts(page, ".filters__summary") == ["Affiner la recherche 3 choix"]
    assert texts(client.get("/annuaire/?type=epn"), LINE) == ["Chercher un lieu, une commune"]
    dates = client.get("/agenda/?quand=semaine")
    assert texts(dates, ".filters__summary") == ["Affiner la recherche 1 choix"]
    assert texts(dates, LINE) == ["Votre recherche : Cette semaine Modifier"]


def test_a_need_and_a_commune_alone_are_said(client: Client) -> None:
    page = client.get("/annuaire/?besoin=imprimer&commune=14118&rayon=0")

    (line,) = texts(page, LINE)
    assert "Caen · cette commune seulement" in line
    assert "mprimer" in line

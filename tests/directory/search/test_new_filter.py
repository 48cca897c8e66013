"""A filter that is no closed list: its class and a line of the table are all that it takes."""

import csv
from collections.abc import Mapping
from datetime import date

import pytest
from django.http import QueryDict
from django.test import Client

from core.listing.filters import AskedLabel, Filter
from core.listing.params import SearchParams
from directory.models import PlacePage
from directory.querysets import PlaceQuerySet
from directory.search.closed_lists import PlaceListFilter, Source, constant
from directory.search.places import PlaceSearch
from normandie.editorial.selection import mistakes_in_filters
from tests.directory.search.visits import titles
from tests.factories import PlacePageFactory
from tests.reading import choice_counts, hidden_fields, links, map_data

pytestmark = pytest.mark.django_db


class VerifiedFilter(Filter[date, PlaceQuerySet]):
    """Places whose sheet was verified since the beginning of a year."""

    params = ("verifie",)
    title = "Fiche vérifiée"

    def read(self, params: SearchParams) -> date | None:
        typed = params.text("verifie")
        if typed.isascii() and typed.isdigit() and len(typed) == 4:
            return date(int(typed), 1, 1)
        if typed:
            params.say(f"L’année «\u00a0{typed}\u00a0» est illisible.", ignored=self.params)
        return None

    def narrow(self, rows: PlaceQuerySet, value: date) -> PlaceQuerySet:
        return rows.filter(verified_on__gte=value)

    def query_pairs(self, value: date) -> list[tuple[str, str]]:
        return [("verifie", str(value.year))]

    def labels(self, value: date, *, elsewhere: bool = False) -> list[AskedLabel]:
        return [AskedLabel(f"Vérifiée depuis {value.year}", self.query_pairs(value))]

    def options(self, value: date | None) -> Mapping[str, str]:
        return {"": "Peu importe", "2026": "Cette année"}


@pytest.fixture(autouse=True)
def new_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PlaceSearch, "filters", (*PlaceSearch.filters, VerifiedFilter()))
    PlacePageFactory(title="À jour", verified_on=date(2026, 5, 1))
    PlacePageFactory(title="Ancien", verified_on=date(2024, 5, 1))


def test_it_narrows_the_list_the_map_and_the_exports(client: Client) -> None:
    assert titles(client) == ["À jour", "Ancien"]
    assert titles(client, verifie="2026") == ["À jour"]
    assert len(map_data(client.get("/annuaire/carte/?verifie=2026"))["matching"]) == 1
    rows = client.get("/annuaire/lieux.csv?verifie=2026").getvalue().decode().splitlines()
    assert [row["nom"] for row in csv.DictReader(rows)] == ["À jour"]
    both = [client.get(f"/annuaire/lieux.csv?{query}")["ETag"] for query in ("", "verifie=2026")]
    assert both[0] != both[1]


def test_it_is_said_and_each_link_keeps_or_drops_it(client: Client) -> None:
    page = client.get("/annuaire/?verifie=2026&departement=14&q=espace")

    assert links(page, ".listing__tags") == {
        "Retirer le filtre « espace »": "/annuaire/?departement=14&verifie=2026#resultats",
        "Retirer le filtre Calvados": "/annuaire/?q=espace&verifie=2026#resultats",
        "Retirer le filtre Vérifiée depuis 2026": "/annuaire/?q=espace&departement=14#resultats",
    }
    assert hidden_fields(page, ".finder")["verifie"] == "2026"
    assert "verifie" not in hidden_fields(page, ".filters")  # chosen there
    *exports, _how = links(page, ".listing__exports").values()
    assert exports
    assert all("verifie=2026" in url for url in exports)


def test_it_is_chosen_beside_the_list(client: Client) -> None:
    html = client.get("/annuaire/?verifie=2026").content.decode()

    assert '<label for="filtre-verifie">Fiche vérifiée</label>' in html
    assert '<option value="2026" selected>Cette année</option>' in html


def test_it_may_be_given_up_where_nothing_fits(client: Client) -> None:
    ways_out = links(client.get("/annuaire/?verifie=2030"), ".empty-state")

    assert ways_out == {"Retirer « Vérifiée depuis 2030 » (2 lieux)": "/annuaire/"}


def test_a_closed_list_with_a_source_of_its_own_shows_its_choices(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    PlacePage.objects.filter(title="Ancien").update(source="ANCT")
    held = Source(PlacePage.objects.all, "pk", constant("origine"), "source")
    by_origin = PlaceListFilter("origine", "D’où vient la fiche", {"ANCT": "De l’ANCT"}, held)
    monkeypatch.setattr(PlaceSearch, "filters", (*PlaceSearch.filters, by_origin))

    assert choice_counts(client.get("/annuaire/"), "origine") == {"ANCT": "1"}
    assert titles(client, origine="ANCT") == ["Ancien"]


def test_what_it_does_not_understand_is_told(client: Client) -> None:
    assert "est illisible" in client.get("/annuaire/?verifie=hier").content.decode()
    assert PlaceSearch.read(QueryDict("verifie=hier")).ignored == {"verifie"}


def test_editors_may_select_places_by_it() -> None:
    assert mistakes_in_filters("verifie=2026") == []

"""What a day at a desk costs: filter, order, card, map, and what each of them leaves to others."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directory.models import Formula, PlacePage, Vocabulary
from tests.directory.search.visits import titles
from tests.factories import PlacePageFactory
from tests.reading import cards, choice_counts, content_of, links, map_data, texts

pytestmark = pytest.mark.django_db

TIERS_LIEU = (Vocabulary.KIND, "tiers-lieu")
ORDER = "Les moins chers"


def priced(title: str, price: str | None, desk: str = "nomade") -> PlacePage:
    place = PlacePageFactory(title=title, terms=[TIERS_LIEU])
    if price is not None:
        Formula.objects.create(place=place, desk=desk, period="jour", price=price)
    place.save()
    return place


@pytest.fixture
def places() -> None:
    priced("Offert", "0")
    priced("Doux", "9.99")
    priced("Juste", "10")
    priced("Moyen", "20")
    priced("Cher", "20.01")
    priced("Bureau fermé", "8", desk="bureau")  # a day at a desk is what compares
    priced("Muet", None)


@pytest.mark.usefixtures("places")
def test_each_price_is_in_one_band_and_is_counted_there(client: Client) -> None:
    counted = {"gratuit": "1", "moins-de-10": "1", "10-a-20": "2", "plus-de-20": "1"}
    assert choice_counts(client.get("/annuaire/"), "prix") == counted
    found = {band: titles(client, prix=band) for band in counted}
    assert found == {
        "gratuit": ["Offert"],
        "moins-de-10": ["Doux"],
        "10-a-20": ["Juste", "Moyen"],
        "plus-de-20": ["Cher"],
    }


@pytest.mark.usefixtures("places")
def test_it_is_a_filter_like_the_others_for_the_map_the_files_and_the_tags(client: Client) -> None:
    page = client.get("/annuaire/?prix=gratuit&prix=moins-de-10")

    assert [card.title for card in cards(page)] == ["Doux", "Offert"]
    assert set(links(page, ".listing__tags")) == {
        "Retirer le filtre Journée gratuite",
        "Retirer le filtre Journée à moins de 10 €",
    }
    assert len(map_data(client.get("/annuaire/carte/?prix=gratuit"))["matching"]) == 1
    exported = json.loads(content_of(client.get("/annuaire/lieux.geojson?prix=gratuit")))
    assert len(exported["features"]) == 1


@pytest.mark.usefixtures("places")
def test_the_cheapest_come_first_and_those_that_do_not_say_last(client: Client) -> None:
    page = client.get("/annuaire/?type=tiers-lieu&tri=prix")

    names = [card.title for card in cards(page)]
    assert names == ["Offert", "Doux", "Juste", "Moyen", "Cher", "Bureau fermé", "Muet"]
    assert texts(page, ".sort [aria-current]") == [ORDER]
    said = [card.text for card in cards(page)]
    assert "journée gratuite" in said[0]
    assert "dès 9,99 € la journée" in said[1]


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("", False),
        ("type=epn", False),
        ("type=tiers-lieu", True),
        ("coworking=fibre", True),
        ("prix=gratuit", True),
        ("besoin=travailler", True),
        ("q=coworking", True),
        ("q=impôts", False),
    ],
)
@pytest.mark.usefixtures("places")
def test_the_order_is_offered_to_who_seeks_a_desk(
    client: Client, query: str, offered: bool
) -> None:
    for _ in range(2):
        PlacePageFactory(terms=[(Vocabulary.KIND, "epn"), (Vocabulary.COWORKING, "fibre")])
    priced("Offert aussi", "0")

    assert (ORDER in texts(client.get(f"/annuaire/?{query}"), ".sort a")) == offered


def test_the_fee_of_help_is_not_called_a_price(client: Client) -> None:
    PlacePageFactory(terms=[(Vocabulary.FEE, "Gratuit")])

    assert "Tarif de l’aide" in texts(client.get("/annuaire/"), ".facet__summary")


def test_places_with_a_price_cost_no_more_queries(client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/annuaire/?prix=10-a-20&tri=prix")
        return len(captured)

    priced("Un", "12")
    queries()  # what all pages share
    few = queries()
    for rank in range(5):
        priced(f"Lieu {rank}", "15")
    client.get("/annuaire/")

    assert queries() == few <= 15

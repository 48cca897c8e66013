"""Whatever is written in the address, the list answers."""

from collections.abc import Callable

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from core.listing.addresses import address
from core.listing.params import MAX_VALUES
from directory.search.places import PlaceSearch
from tests.factories import PlacePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def place(made_once: Callable) -> None:
    made_once(PlacePageFactory)


PARAMS = [*PlaceSearch.params(), "page"]
HOSTILE = [
    "\x00",
    "'",
    '"',
    "' OR 1=1 --",
    "%",
    "\\",
    "NaN",
    "-1",
    "0",
    "1e999",
    "99999999999999999999",
    "１２",
    "²",
    "<script>alert(1)</script>",
    "a" * 5_000,
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "2026-13-45",
    "0001-01-01",
    "9999-12-31",
]


@pytest.mark.parametrize("param", PARAMS)
def test_the_list_answers_any_value_of_any_parameter(client: Client, param: str) -> None:
    for value in HOSTILE:
        response = client.get("/annuaire/", {param: value})

        assert response.status_code == 200, value
        assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("query", ["%00", "q=%ff%fe", "commune=%C3%28", "&&&&==", "page=1&page=2"])
def test_the_list_answers_a_query_that_is_not_even_text(client: Client, query: str) -> None:
    assert client.get(f"/annuaire/?{query}").status_code == 200


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ("rayon=500", "Le rayon va de 5 à 50\u00a0km"),
        ("rayon=loin", "Le rayon va de 5 à 50\u00a0km"),
        ("lat=NaN&lon=1", "Votre position n’a pas pu être lue"),
        ("lat=49", "Votre position n’a pas pu être lue"),
        ("page=-3", "Ce numéro de page n’existe pas"),
        ("tri=couleur", "Cet ordre n’existe pas"),
        ("tri=distance", "Indiquez une commune pour classer les lieux par distance"),
        ("ouvert=hier", "Le jour d’ouverture demandé est passé, trop lointain ou illisible"),
        ("type=licorne", "Le filtre « licorne » n’existe pas"),
        ("type=epn&" * 21, "Vous avez choisi plus de 20 filtres"),
        ("commune=Atlantis", "Nous ne connaissons pas de commune « Atlantis »"),
    ],
)
def test_what_is_not_understood_is_told(client: Client, query: str, notice: str) -> None:
    response = client.get(f"/annuaire/?{query}")

    assert response.status_code == 200
    assert notice in response.content.decode()


def test_every_filter_at_once_asks_no_more_than_twenty() -> None:
    params = QueryDict(mutable=True)
    for param, values in PlaceSearch.known_values().items():
        params.setlist(param, values)
    assert len(params.urlencode()) > 1_000

    search = PlaceSearch.read(params)

    assert sum(len(values) for values in search.chosen.values()) == MAX_VALUES


USUAL = ["epn", "14", "14118", "maintenant", "plus-tard", "nom", "gratuit"]
VALUES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(HOSTILE + USUAL),
    st.integers().map(str),
    st.floats().map(str),
    st.dates().map(str),
)


@given(st.lists(st.tuples(st.sampled_from(PARAMS), VALUES), max_size=8))
def test_what_was_read_is_written_back_the_same(asked: list[tuple[str, str]]) -> None:
    params = QueryDict(mutable=True)
    for param, value in asked:
        params.appendlist(param, value)

    search = PlaceSearch.read(params)
    again = PlaceSearch.read(QueryDict(address("", search.pairs).lstrip("?")))

    assert again.pairs == search.pairs
    assert not again.notices
    search.places().count()

"""Whatever is written in the address, the guided way answers."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from directory.guide.journey import read_journey
from directory.guide.moments import BY_SLUG as MOMENTS
from directory.guide.needs import BY_SLUG as NEEDS
from tests.directory.guide.visits import ADDRESS
from tests.directory.search.test_hostile_addresses import HOSTILE
from tests.factories import PlacePageFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))
PARAMS = ["besoin", "commune", "lat", "lon", "quand", "suite", "autre"]
COMPLETE = {"besoin": "imprimer", "commune": "14118-caen", "quand": "demain"}
VALUES = st.one_of(
    st.text(max_size=30),
    st.sampled_from([*HOSTILE, *NEEDS, *MOMENTS, "14118-caen", "saint-aubin", "49.2", "2"]),
    st.integers().map(str),
    st.floats().map(str),
)


@pytest.fixture(autouse=True, scope="module")
def place(made_once: Callable) -> None:
    made_once(lambda: PlacePageFactory(phone="+33231000000"))


@pytest.mark.parametrize("param", PARAMS)
def test_any_value_of_any_parameter_is_answered(client: Client, param: str) -> None:
    for value in HOSTILE:
        response = client.get(ADDRESS, COMPLETE | {param: value})

        assert response.status_code == 200, value
        assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize(
    "query", ["%00", "besoin=%ff%fe", "commune=%C3%28", "&&&&==", "suite=1&suite=2"]
)
def test_a_query_that_is_not_even_text_is_answered(client: Client, query: str) -> None:
    assert client.get(f"{ADDRESS}?{query}").status_code == 200


@given(st.lists(st.tuples(st.sampled_from(PARAMS), VALUES), max_size=8))
def test_what_was_understood_is_understood_again_from_its_address(
    asked: list[tuple[str, str]],
) -> None:
    params = QueryDict(mutable=True)
    for param, value in asked:
        params.appendlist(param, value)

    journey = read_journey(params, ADDRESS, NOW)
    again = read_journey(QueryDict(journey.address().partition("?")[2]), ADDRESS, NOW)

    assert again.pairs() == journey.pairs()
    assert again.question == journey.question
    assert not again.notices
    assert not again.errors

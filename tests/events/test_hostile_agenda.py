"""Whatever is written in the address, the agenda answers."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from core.listing.addresses import address
from events.models import EventPage
from events.search.events import EventSearch
from tests.clock import in_december_2026
from tests.directory.search.test_hostile_addresses import HOSTILE
from tests.factories import AgendaPageFactory, EventPageFactory, OccurrenceFactory

pytestmark = pytest.mark.django_db

# One visit tries all the parameters of a row, of which a wrong value hides no other but « lon ».
READ_TOGETHER = [
    ("q",),
    ("quand", "commune"),
    ("du",),
    ("au",),
    ("mois",),
    ("lat", "lon", "rayon"),
    ("lieu", "pole", "departement", "page"),
    ("theme", "type", "public", "gratuit", "en_ligne", "reservation"),
]
PARAMS = [param for together in READ_TOGETHER for param in together]
WRONG = [*HOSTILE, "2026-13", "0000-00", "9999-12", "2026-W01-1", "20261208", "²026-01"]


def make_event() -> EventPage:
    """Make an event that has been held and will be again."""
    AgendaPageFactory()
    event = EventPageFactory()
    OccurrenceFactory(event=event, starts_at=timezone.now() - timedelta(days=3))
    return event


@pytest.fixture(scope="module")
def event(made_once: Callable) -> EventPage:
    return made_once(make_event)


@pytest.mark.usefixtures("event")
@pytest.mark.parametrize("params", READ_TOGETHER, ids="-".join)
@pytest.mark.parametrize("route", ["", "archives/"])
def test_the_agenda_answers_any_value_of_any_parameter(
    client: Client, params: tuple[str, ...], route: str
) -> None:
    for value in WRONG:
        response = client.get(f"/agenda/{route}", dict.fromkeys(params, value))

        assert response.status_code == 200, value
        assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("value", WRONG, ids=range(len(WRONG)))
def test_a_wrong_longitude_beside_a_latitude_is_answered(client: Client, value: str) -> None:
    assert client.get("/agenda/", {"lat": "49.18", "lon": value}).status_code == 200


@pytest.mark.one_engine
@pytest.mark.usefixtures("event")
@pytest.mark.parametrize("param", [param for param in PARAMS if param not in ("q", "lat", "lon")])
def test_what_is_not_understood_is_said(client: Client, param: str) -> None:
    html = client.get("/agenda/", {param: "n’importe"}).content.decode()

    assert "Une partie de votre demande n’a pas été comprise." in html


@pytest.mark.usefixtures("event")
def test_more_places_than_one_may_ask_are_said(client: Client) -> None:
    places = "&".join(f"lieu=lieu-{number}" for number in range(21))

    assert "plus de 20 lieux" in client.get(f"/agenda/?{places}").content.decode()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("au=2020-01-01", "Ces dates sont passées"),
        ("du=2090-01-01", "trop lointaines"),
        ("mois=2020-01", "Ce mois est passé"),
    ],
)
def test_days_that_are_over_or_too_far_are_told(
    client: Client, event: EventPage, query: str, said: str
) -> None:
    html = client.get(f"/agenda/?{query}").content.decode()

    assert said in html
    assert event.title in html or "mois=" in query


@in_december_2026
@given(data=st.data())
def test_an_address_that_is_read_and_written_is_the_same(data: st.DataObject) -> None:
    known = {param: list(values) for param, values in EventSearch.known_values().items() if values}
    asked = data.draw(st.dictionaries(st.sampled_from(sorted(known)), st.just(""), max_size=4))
    filters = [(param, data.draw(st.sampled_from(known[param]))) for param in asked]
    when = data.draw(
        st.sampled_from([[], [("quand", "demain")], [("du", "2027-01-02"), ("au", "2027-02-03")]])
    )
    query = address("", [*when, *filters]).removeprefix("?")

    once = EventSearch.read(QueryDict(query)).pairs

    assert sorted(once) == sorted([*when, *filters])
    assert EventSearch.read(QueryDict(address("", once).removeprefix("?"))).pairs == once

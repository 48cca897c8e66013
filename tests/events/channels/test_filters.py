"""The filters of the agenda, kept by each of its channels."""

import html
import json
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

import feedparser
import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from core.listing.addresses import Pairs
from directory.models import Vocabulary
from events.channels import filters
from events.channels.selection import find
from events.models import EventPage, Occurrence
from events.recurrence import from_moment
from events.search.events import EventSearch
from events.services.occurrences import set_status
from tests.directory.poles import a_pole
from tests.directory.search.test_hostile_addresses import HOSTILE
from tests.events.channels.test_feeds import ROUTES
from tests.events.test_hostile_agenda import READ_TOGETHER
from tests.factories import (
    AgendaPageFactory,
    CommuneFactory,
    EventPageFactory,
    PlacePageFactory,
)

pytestmark = pytest.mark.django_db
Attendance, Booking = EventPage.Attendance, EventPage.Booking
FRAME = "integree/"
FILTERS = [
    "commune=caen",
    "commune=14118-caen&rayon=10",
    "lat=49.18&lon=-0.37",
    "lieu=le-phare",
    "lieu=le-phare&lieu=ailleurs-encore",
    "pole=pole-de-la-mer&pole=parti",
    "departement=14",
    "theme=internet",
    "type=atelier",
    "public=seniors",
    "gratuit=oui",
    "en_ligne=oui",
    "reservation=non",
]
NOT_UNDERSTOOD = [
    "commune=zzz",
    "rayon=9999",
    "commune=caen&rayon=tout",
    "lat=91&lon=0",
    "lat=49.18",
    "lieu=parti",
    "pole=parti",
    "departement=99",
    "theme=parti",
    "type=inconnu",
    "public=inconnu",
    "gratuit=non",
    "en_ligne=non",
    "reservation=peut-etre",
    "theme=" + "&theme=".join(f"parti-{number}" for number in range(30)),
    "&".join(f"type=t{number}" for number in range(21)) + "&departement=14",
]


def make_here_and_elsewhere() -> None:
    """« Ici » fits each of ``FILTERS``, « Ailleurs » none of them."""
    AgendaPageFactory()
    place = PlacePageFactory(slug="le-phare", title="Le Phare")
    a_pole("Pôle de la Mer", communes=[place.commune])
    EventPageFactory(
        title="Ici",
        place=place,
        themes=["Internet"],
        terms=[(Vocabulary.AUDIENCE, "Seniors")],
        attendance=Attendance.MIXED,
        online_url="https://exemple.fr/",
        booking=Booking.NONE,
    )
    EventPageFactory(
        title="Ailleurs",
        place=PlacePageFactory(commune=CommuneFactory(rouen=True)),
        kind=EventPage.Kind.TALK,
        booking=Booking.PHONE,
        price=5,
    )


@pytest.fixture(autouse=True, scope="module")
def here_and_elsewhere(made_once: Callable) -> None:
    made_once(make_here_and_elsewhere)


def told(client: Client, route: str, query: str) -> str:
    response = client.get(f"/agenda/{route}?{query}")
    assert response.status_code == 200
    return html.unescape(response.content.decode())


@pytest.mark.parametrize("query", FILTERS)
def test_each_filter_of_the_agenda_is_kept(client: Client, query: str) -> None:
    for route in (*ROUTES, FRAME):
        found = told(client, route, query)
        assert "Ici" in found, route
        assert "Ailleurs" not in found, route


@pytest.mark.one_engine
@pytest.mark.parametrize("query", NOT_UNDERSTOOD)
def test_what_is_not_understood_brings_nothing_rather_than_the_whole_region(
    client: Client, query: str
) -> None:
    for route in (*ROUTES, FRAME):
        found = told(client, route, query)
        assert "Ici" not in found, route
        assert "Ailleurs" not in found, route
        assert "filtre inconnu" in found or route == "evenements.json"


def test_one_value_that_has_gone_does_not_take_the_others_along(client: Client) -> None:
    for query in ("theme=parti&theme=internet", "lieu=parti&lieu=le-phare"):
        found = told(client, "rss.xml", query)
        assert "Ici" in found
        assert "filtre inconnu" not in found


def test_days_are_not_followed_however_they_are_written(client: Client) -> None:
    for query in ("quand=demain", "quand=jamais", "du=x&au=2020-01-01", "mois=2020-01", "page=9"):
        assert "Ailleurs" in told(client, "agenda.ics", query)


def test_each_channel_is_named_by_what_it_keeps(client: Client) -> None:
    query = "commune=caen&rayon=10&lieu=le-phare&public=seniors&gratuit=oui&quand=demain"
    kept = "À moins de 10\u00a0km de Caen, Le Phare, Personnes âgées, Gratuit"
    name = f"Agenda – {kept} – Normandie Connectée"

    calendar = Calendar.from_ical(told(client, "agenda.ics", query))
    assert calendar["x-wr-calname"] == name
    for route in ("rss.xml", "atom.xml"):
        assert feedparser.parse(told(client, route, query)).feed.title == name
    heading = "Prochaines dates de l’agenda – À moins de 10\u00a0km de Caen – Le Phare"
    assert heading in told(client, FRAME, query)


ONLINE = "en_ligne=oui&theme=images"


def series() -> tuple[EventPage, Occurrence]:
    """Return a series of four dates in place, and the second one, which has moved online."""
    first = timezone.localdate() + timedelta(days=3)
    event = EventPageFactory(
        title="Un clic", themes=["Images"], starts_on=first, rule="FREQ=WEEKLY;COUNT=4"
    )
    moved = event.occurrences.all()[1]
    set_status(moved, Occurrence.Status.MOVED_ONLINE)
    return event, moved


def test_an_event_of_which_one_date_fits_is_told_whole_in_calendars_and_data(
    client: Client,
) -> None:
    event, moved = series()
    EventPageFactory(title="Sur place", themes=["Images"])

    calendar = Calendar.from_ical(told(client, "agenda.ics", ONLINE))
    master, exception = calendar.walk("VEVENT")
    (data,) = json.loads(told(client, "evenements.json", ONLINE))["events"]

    assert master["uid"] == exception["uid"] == event.uid
    assert "exdate" not in master
    assert master["dtstart"].dt == event.occurrences.first().starts_at
    assert master["rrule"]["until"] == [event.occurrences.last().starts_at]
    assert exception["recurrence-id"].dt == moved.original_start
    whole = Calendar.from_ical(told(client, "agenda.ics", f"lieu={event.place.slug}"))
    assert [one.to_ical() for one in whole.walk("VEVENT")] == [
        one.to_ical() for one in calendar.walk("VEVENT")
    ]
    assert len(data["timings"]) == 4


def test_feeds_and_frames_tell_only_the_dates_that_fit(client: Client) -> None:
    _, moved = series()

    (entry,) = feedparser.parse(told(client, "atom.xml", ONLINE)).entries
    frame = told(client, FRAME, ONLINE)

    assert entry.title.startswith("EN LIGNE – Un clic")
    assert frame.count("<time") == 1
    assert f"{from_moment(moved.starts_at):%Y-%m-%d}" in frame


def test_an_event_leaves_with_its_last_date_that_fits(client: Client) -> None:
    _, moved = series()
    over = timezone.now() - timedelta(days=31)
    Occurrence.objects.filter(pk=moved.pk).update(starts_at=over, ends_at=over + timedelta(hours=2))

    assert "Un clic" not in told(client, "agenda.ics", ONLINE)
    assert "Un clic" not in told(client, "evenements.json", ONLINE)
    assert "Un clic" in told(client, "agenda.ics", "gratuit=oui")


def test_a_date_that_moves_online_shows_at_the_next_reading(client: Client) -> None:
    address = "/agenda/agenda.ics?en_ligne=oui&commune=caen"
    event = EventPageFactory(title="Un clic")
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    set_status(event.occurrences.get(), Occurrence.Status.MOVED_ONLINE)
    changed = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, changed.status_code) == (304, 200)
    assert b"Un clic" in changed.content


KNOWN = {
    "commune": ["caen", "76540-rouen", "zzz"],
    "rayon": ["5", "50", "99"],
    "lieu": ["le-phare", "parti"],
    "pole": ["pole-de-la-mer", "parti"],
    "departement": ["14", "76"],
    "theme": ["internet", "parti"],
    "type": ["atelier", "conference"],
    "public": ["seniors"],
    "gratuit": ["oui"],
    "en_ligne": ["oui"],
    "reservation": ["oui", "non"],
}


@st.composite
def asked(draw: st.DrawFn) -> Pairs:
    params = draw(st.lists(st.sampled_from(sorted(KNOWN)), max_size=6))
    return [(param, draw(st.sampled_from(KNOWN[param]))) for param in params]


@pytest.fixture
def some_dates() -> None:
    series()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # it is only read
@given(pairs=asked())
def test_channels_hold_the_dates_of_the_list_or_none(some_dates: None, pairs: Pairs) -> None:
    params = QueryDict(mutable=True)
    for param, value in pairs:
        params.appendlist(param, value)
    on_the_list = EventSearch.read(params)
    listed = on_the_list.upcoming()

    search = filters.read(filters.typed(params))
    kept = find(search).upcoming()

    assert list(kept) == ([] if on_the_list.ignored else list(listed))
    # What is offered to follow is what was understood, and reads the same.
    offered = filters.read(filters.followed(search))
    assert not offered.ignored
    if not on_the_list.is_lost:  # else the list asks where, and what is offered says that it is all
        assert list(find(offered).upcoming()) == list(listed)


PARAMS = [*filters.params_followed(), "quand", "du", "au", "mois", "page", "hauteur"]
PAGES = (FRAME, "suivre/", "integrer/")


def test_every_parameter_has_its_row() -> None:
    assert {*sum(READ_TOGETHER, ()), "hauteur"} == set(PARAMS)


@pytest.mark.parametrize("params", [*READ_TOGETHER, ("hauteur",)], ids="-".join)
def test_any_value_of_any_parameter_gets_an_answer(client: Client, params: tuple[str, ...]) -> None:
    for value in HOSTILE:
        assert told(client, "agenda.ics", urlencode(dict.fromkeys(params, value)))


@pytest.mark.parametrize("route", [*ROUTES, *PAGES])
def test_the_same_value_everywhere_gets_an_answer(client: Client, route: str) -> None:
    for value in HOSTILE:
        query = urlencode({param: [value, value[:5]] for param in PARAMS}, doseq=True)
        response = client.get(f"/agenda/{route}?{query}")
        assert response.status_code == 200, value
        assert "<script>alert" not in response.content.decode()

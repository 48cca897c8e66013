"""Places that move: found by their stops, day by day, and never by the address of their office."""

import json
from datetime import date, datetime, time, timedelta
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from directory.hours import open_on, validate_hours
from directory.models import PlacePage, Stop, Vocabulary
from directory.presenters import map_url
from directory.rounds import Rhythm, day_words, next_passages, osm_hours
from directory.search.places import PlaceSearch
from directory.search.tallies import count
from directory.services.geojson import write_geojson
from directory.structured_data import structured_data
from normandie.home.sections.network import network
from tests.directory.rounds import MOVES, STAYS, bus, stop
from tests.factories import CommuneFactory, PlacePageFactory
from tests.reading import cards, links, main_text, map_data

PARIS = ZoneInfo("Europe/Paris")
MORNING = time(9), time(12)
SATURDAY = datetime(2026, 11, 28, 10, 0, tzinfo=PARIS)
TUESDAY_MORNING = datetime(2026, 12, 1, 10, 0, tzinfo=PARIS)
DAYS = st.dates(date(2024, 1, 1), date(2031, 12, 31))
RANKED = {Rhythm.FIRST: 0, Rhythm.SECOND: 1, Rhythm.THIRD: 2, Rhythm.FOURTH: 3}


@given(day=DAYS, weekday=st.integers(0, 6), rhythm=st.sampled_from([*Rhythm]))
def test_a_rule_comes_on_the_days_that_a_calendar_says(
    day: date, weekday: int, rhythm: Rhythm
) -> None:
    text = osm_hours(rhythm, weekday, day, MORNING, on_holidays=True)

    validate_hours(text)
    assert day_words(rhythm, weekday, day)
    assert open_on(text, day) is _expected(rhythm, weekday, day)


def _expected(rhythm: Rhythm, weekday: int, day: date) -> bool:
    if rhythm is Rhythm.DATE:
        return True
    if day.weekday() != weekday:
        return False
    if rhythm in RANKED:
        return (day.day - 1) // 7 == RANKED[rhythm]
    if rhythm is Rhythm.LAST:
        return (day + timedelta(days=7)).month != day.month
    is_odd = day.isocalendar().week % 2 == 1
    return {Rhythm.EVEN: not is_odd, Rhythm.ODD: is_odd}.get(rhythm, True)


def test_nobody_passes_on_a_holiday_unless_it_is_said() -> None:
    christmas = date(2026, 12, 25)  # a Friday, in school holidays

    def comes(day: date = christmas, **said: bool) -> bool | None:
        return open_on(osm_hours("semaine", 4, None, MORNING, **said), day)

    assert comes() is False
    assert comes(on_holidays=True) is True
    assert comes(date(2027, 1, 1), on_holidays=True, off_school=True) is False
    assert comes(date(2026, 12, 4), off_school=True) is True
    assert open_on(osm_hours("date", None, christmas, MORNING, off_school=True), christmas) is True


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_the_hours_of_a_stop_are_those_of_clocks_when_they_change(day: date) -> None:
    place = bus(stop(CommuneFactory(), weekday=6, on_holidays=True))
    stops = place.card["stops"]

    def passing(hour: int, minute: int) -> list[date]:
        moment = datetime.combine(day, time(hour, minute), PARIS)
        return [each.day for each in next_passages(stops, moment, 1)]

    assert passing(11, 59) == [day]
    assert passing(12, 0) == [day + timedelta(days=7)]


@pytest.mark.django_db
def test_half_a_stop_is_refused() -> None:
    commune = CommuneFactory()
    wrong = {
        "weekday": stop(commune, weekday=None),
        "date": stop(commune, rhythm=Rhythm.DATE),
        "ends_at": stop(commune, hours=("12:00", "09:00")),
        "latitude": stop(commune, latitude=49.0),
    }

    for field, each in wrong.items():
        with pytest.raises(ValidationError) as refused:
            each.clean()
        assert set(refused.value.message_dict) == {field}


def found(address: str) -> list[str]:
    return [place.title for place in PlaceSearch.read(QueryDict(address)).places()]


@pytest.mark.django_db
@time_machine.travel(SATURDAY, tick=False)
def test_a_place_that_moves_is_found_near_its_stops_and_not_near_its_office() -> None:
    rouen, saint_lo = CommuneFactory(rouen=True), CommuneFactory(saint_lo=True)
    bus(stop(saint_lo), stop(rouen, weekday=3, hours=("14:00", "17:00")))
    PlacePageFactory(title="Salle", commune=saint_lo, hours="Tu 14:00-18:00")

    assert found("commune=14118") == []
    assert found("commune=50502") == ["Le bus", "Salle"]
    assert found("commune=50502&rayon=0") == ["Le bus", "Salle"]
    assert found("commune=76540-rouen&rayon=0") == ["Le bus"]
    # It stops there, or then: both are to be true of one stop.
    assert found("commune=50502&ouvert=2026-12-01-matin") == ["Le bus"]
    assert found("commune=50502&ouvert=2026-12-03") == []
    assert found("commune=76540-rouen&ouvert=2026-12-03-apres-midi") == ["Le bus"]
    assert found("commune=76540-rouen&ouvert=2026-12-03-matin") == []
    assert found("q=saint-lo bus") == ["Le bus"]
    # The filters count it where it stops.
    assert found("departement=14") == []
    assert set(found("departement=50")) == {"Le bus", "Salle"}
    departements = count(PlaceSearch()).numbers["departement"]
    assert departements == {"50": 2, "76": 1}


@pytest.mark.django_db
@time_machine.travel(SATURDAY, tick=False)
def test_one_that_stays_and_stops_elsewhere_is_found_in_both() -> None:
    rouen = CommuneFactory(rouen=True)
    bus(stop(rouen), terms=(MOVES, STAYS), hours="Mo 09:00-12:00")

    assert found("commune=14118") == ["Le bus"]
    assert found("commune=76540-rouen") == ["Le bus"]
    assert found("commune=76540-rouen&ouvert=2026-11-30") == []
    assert found("commune=14118&ouvert=2026-11-30") == ["Le bus"]
    assert found("commune=14118&ouvert=2026-12-01") == []


@pytest.mark.django_db
@time_machine.travel(SATURDAY, tick=False)
def test_a_stop_that_is_over_is_no_more_where_it_passes() -> None:
    rouen = CommuneFactory(rouen=True)
    place = bus(stop(rouen, date=date(2026, 11, 27)), stop(rouen, date=date(2026, 11, 28)))

    assert found("commune=76540-rouen") == ["Le bus"]
    [coming] = next_passages(place.card["stops"], SATURDAY, 3)
    assert coming.day == date(2026, 11, 28)
    assert len(open_data()) == 1
    with time_machine.travel(SATURDAY + timedelta(days=1), tick=False):
        assert found("commune=76540-rouen") == []
        assert open_data() == []
        assert map_url(place, "/annuaire/") == ""
        assert "Rouen" not in structured_data(place, "", "", "")


def open_data() -> list[str]:
    """Return where the files say that the only place stops."""
    [line] = list(write_geojson(PlacePage.objects.all(), "", {}))[:1]
    [feature] = json.loads(line.decode() + "]}")["features"]
    return [each["commune"] for each in feature["properties"]["stops"]]


@pytest.mark.django_db
@time_machine.travel(SATURDAY, tick=False)
def test_where_nobody_knows_it_comes_last_without_a_distance_nor_a_way(client: Client) -> None:
    PlacePageFactory(title="Loin", latitude=49.3, longitude=-0.4)
    place = bus(phone="+33231000000", hours="24/7")

    listed = cards(client.get("/annuaire/?commune=14118"))
    assert "Loin" in listed[0].text
    assert "Appelez pour savoir où il passe." in listed[1].text
    assert "Se déplace" in listed[1].text
    assert "rue de la Mer" not in listed[1].text
    assert " km" not in listed[1].text

    sheet = client.get(place.url)
    text = main_text(sheet)
    assert "Ce lieu se déplace" in text
    assert "Appelez pour savoir où il passe. 02 31 00 00 00" in text
    assert "Voir le chemin" not in text
    assert "GeoCoordinates" not in sheet.content.decode()
    [feature] = client.get("/annuaire/carte/lieux.json").json()["features"][1:]
    assert feature["geometry"] is None


@pytest.mark.django_db
@time_machine.travel(SATURDAY, tick=False)
def test_sheet_card_and_map_say_where_and_when_it_passes(client: Client) -> None:
    saint_lo = CommuneFactory(saint_lo=True)
    place = bus(
        stop(saint_lo, spot="place du marché", note="devant la halle"),
        stop(saint_lo, weekday=3, hours=("14:00", "17:00"), latitude=49.1, longitude=-1.1),
    )

    [near] = cards(client.get("/annuaire/?commune=50502"))
    assert "Passe à Saint-Lô le mardi, 9 h – 12 h et le jeudi, 14 h – 17 h" in near.text
    [chosen] = cards(client.get("/annuaire/?ouvert=2026-12-01"))
    assert "Mardi : Saint-Lô, 9 h – 12 h" in chosen.text
    text = main_text(client.get(place.url))
    assert "Mardi 1er décembre, 9 h – 12 h" in text
    assert "place du marché (devant la halle)" in text
    told = links(client.get(place.url))
    assert told["Tous les passages près de Saint-Lô"] == "/annuaire/passages/?commune=50502"
    assert "rue de la Mer" not in unquote(told["Envoyer par courriel"])
    listed = links(client.get("/annuaire/?commune=50502"))
    assert listed["où et quand ils passent"] == "/annuaire/passages/?commune=50502-saint-lo"
    listed = links(client.get("/annuaire/?commune=14118"))  # where none passes
    assert listed["où et quand ils passent"] == "/annuaire/passages/"
    features = client.get("/annuaire/carte/lieux.json").json()["features"]
    points = [each["geometry"]["coordinates"] for each in features]
    assert points == [[saint_lo.longitude, saint_lo.latitude], [-1.1, 49.1]]
    assert map_data(client.get("/annuaire/carte/?commune=50502"))["stops"] == {
        str(place.pk): [0, 1]
    }
    assert client.get("/annuaire/carte/ouvertures.json").json()["states"] == [
        {"kind": "moves", "label": "Se déplace"}
    ]


@pytest.mark.django_db
def test_the_home_page_dots_where_one_is_received(client: Client) -> None:
    saint_lo = CommuneFactory(saint_lo=True)
    PlacePageFactory()
    alone = network.get().dots
    place = bus(stop(saint_lo))
    with_stop = network.get()
    moved = bus(slug="autre", title="Autre bus")  # nobody knows where

    assert with_stop.dots.count("M") == alone.count("M") + 1
    assert network.get().dots == with_stop.dots
    assert "Saint-Lô" in [town.name for town in with_stop.towns]
    home = links(client.get("/"))
    assert home["Les lieux qui passent près de chez vous"] == "/annuaire/passages/"
    for each in (place, moved):
        each.delete()
    cache.clear()
    assert "Les lieux qui passent près de chez vous" not in links(client.get("/"))


@pytest.mark.django_db
@time_machine.travel(TUESDAY_MORNING, tick=False)  # where nothing is open, nothing is asked
def test_rounds_cost_no_query(client: Client) -> None:
    def cost(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    addresses = ["/annuaire/?commune=14118&ouvert=aujourd-hui", "/annuaire/carte/"]
    PlacePageFactory()
    before = [cost(address) for address in addresses]
    for number in range(6):
        bus(*(stop(CommuneFactory(), weekday=day) for day in range(5)), slug=f"bus-{number}")

    assert Stop.objects.count() == 30
    assert [cost(address) for address in addresses] == before
    assert max(before) <= 15


@pytest.mark.django_db
def test_the_round_follows_the_versions_of_the_sheet() -> None:
    rouen = CommuneFactory(rouen=True)
    place = bus(stop(rouen))
    place.stops = [stop(rouen, weekday=4)]
    place.save_revision()

    draft = place.get_latest_revision_as_object()
    assert [each.weekday for each in draft.stops.all()] == [4]
    assert [each.weekday for each in Stop.objects.filter(place=place)] == [1]
    place.get_latest_revision().publish()
    assert [each.weekday for each in Stop.objects.filter(place=place)] == [4]
    assert Vocabulary.MOBILITY == "itinerance"


@pytest.mark.django_db
def test_a_sheet_shows_what_passes_near_and_never_what_has_its_office_there(client: Client) -> None:
    place = PlacePageFactory(slug="le-phare", latitude=49.53, longitude=1.1)
    rouen, caen = CommuneFactory(rouen=True), CommuneFactory()
    bus(stop(caen), stop(rouen, spot="place du Marché"))
    bus(stop(rouen, date=date(2020, 3, 3)), title="Le bus passé", slug="passe")
    office = {"latitude": 49.53, "longitude": 1.1}
    bus(stop(caen), title="Le bus lointain", slug="loin", **office)
    with time_machine.travel(SATURDAY, tick=False):
        text = main_text(client.get(place.url))

    near = text[text.index("Les lieux les plus proches") :]
    assert "Passe à Rouen le mardi" in near
    assert "à 9,8 km" in near
    assert "Le bus passé" not in near
    assert "Le bus lointain" not in near

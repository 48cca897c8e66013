"""The network counted year by year: what counts, and what is kept of a year that is over."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from wagtail.models import PageViewRestriction

from directory.models import Commune, DirectoryPage, PlacePage, Vocabulary
from events.models import Occurrence
from normandie.panorama.first_page import create_panorama
from normandie.panorama.jobs import freeze_panorama
from normandie.panorama.models import FrozenYear, PanoramaPage
from tests.clock import in_december_2026
from tests.factories import (
    CommuneFactory,
    EventPageFactory,
    HomePageFactory,
    LabelGrantFactory,
    OccurrenceFactory,
    PlacePageFactory,
)
from tests.first_visit import first_queries
from tests.reading import main_text

pytestmark = [pytest.mark.django_db, in_december_2026]

URL = "/panorama/"
JANUARY_2027 = datetime(2027, 1, 17, 3, tzinfo=UTC)
FEBRUARY_2027 = datetime(2027, 2, 1, 3, tzinfo=UTC)


@pytest.fixture
def page() -> PanoramaPage:
    return create_panorama(HomePageFactory())


def numbers(client: Client, year: int = 2026) -> dict[tuple[str, str], str]:
    """Return the numbers of the file of a year, by series and label."""
    text = client.get(f"{URL}{year}.csv").content.decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text), delimiter=";")
    return {(row["serie"], row["libelle"]): row["nombre"] for row in rows}


def a_date(place: PlacePage, day: date, **fields: Any) -> Occurrence:
    """Return a date of a workshop of *place*, from 14:00 UTC to 16:00."""
    start = datetime(day.year, day.month, day.day, 14, tzinfo=UTC)
    example = fields.pop("is_example", False)
    event = EventPageFactory(
        place=place,
        live=True,
        is_example=example,
        kind=fields.pop("kind", "atelier"),
        terms=[(Vocabulary.AUDIENCE, "Jeunes")],
    )
    event.occurrences.all().delete()
    return OccurrenceFactory(
        event=event, starts_at=start, ends_at=start + timedelta(hours=2), **fields
    )


def test_places_that_exist_and_dates_that_took_place_are_counted(
    client: Client, page: PanoramaPage
) -> None:
    place = PlacePageFactory(terms=[(Vocabulary.KIND, "epn")])
    LabelGrantFactory(place=place)
    PlacePageFactory(is_example=True, terms=[(Vocabulary.KIND, "epn")])
    PlacePageFactory(live=False)
    island = CommuneFactory(rouen=True)
    type(island).objects.filter(pk=island.pk).update(epci=None)
    PlacePageFactory(commune=island)
    a_date(place, date(2026, 3, 2), seats_taken=8, came=6)
    a_date(place, date(2026, 3, 9), kind="conference")
    a_date(place, date(2026, 4, 1), status=Occurrence.Status.CANCELLED)
    a_date(place, date(2026, 12, 24))  # to come
    a_date(place, date(2025, 12, 31))
    a_date(place, date(2026, 5, 1), is_example=True)

    found = numbers(client)

    assert found["lieux", "Espaces publics numériques (EPN)"] == "1"
    assert found["departements", "Calvados"] == "1"
    assert found["intercommunalites", "Sans intercommunalité"] == "1"
    assert found["labels", "Tiers-Lieux Normandie"] == "1"
    assert {key: n for key, n in found.items() if key[0] == "rendez-vous"} == {
        ("rendez-vous", "Mars"): "2"
    }
    assert found["types", "Conférence"] == "1"
    assert found["publics-des-rendez-vous", "Jeunes"] == "2"
    assert found["participation", "Places prises sur ce site"] == "8"
    assert found["participation", "Personnes venues"] == "6"
    assert int(found["communes-couvertes", "À 15 km au plus".replace(" km", "\u00a0km")]) > 0
    said = main_text(client.get(URL))
    assert "Chiffres en cours d’année, au 1er décembre 2026" in said
    assert "ont été comptées à 1 rendez-vous sur 2" in said
    assert "On ne sait pas combien de personnes sont venues à 1 rendez-vous" in said


def test_invented_events_are_shown_as_examples_and_given_nowhere(
    client: Client, page: PanoramaPage
) -> None:
    a_date(PlacePageFactory(), date(2026, 3, 2), is_example=True)

    said = main_text(client.get(URL))

    assert "Rendez-vous tenus, par mois (exemple)" in said
    assert "Aucun rendez-vous tenu cette année n’a été annoncé" in said
    assert "Aucun lieu publié ne porte de label" in said
    assert "rendez-vous" not in {series for series, _ in numbers(client)}
    assert "endez-vous ten" not in str(client.get(f"{URL}2026.json").json()["series"])


def test_a_year_is_frozen_once_in_january_whatever_the_night(
    client: Client, page: PanoramaPage
) -> None:
    place = PlacePageFactory()
    a_date(place, date(2026, 3, 2))
    with time_machine.travel(JANUARY_2027, tick=False):
        waiting = main_text(client.get(f"{URL}2026/"))
        done = [freeze_panorama().figures["années arrêtées"] for _ in range(2)]
        before = numbers(client)
        PlacePageFactory(commune=Commune.objects.get(pk="76540"))
        a_date(place, date(2026, 3, 3))
        again = freeze_panorama().figures["années arrêtées"]

        assert "Chiffres provisoires de 2026, au 17 janvier 2027" in waiting
        assert (done, again) == ([1, 0], 0)
        assert numbers(client) == before
        assert numbers(client, 2027)["departements", "Seine-Maritime"] == "1"

    with time_machine.travel(FEBRUARY_2027, tick=False):
        said = main_text(client.get(f"{URL}2026/"))
        assert "Chiffres de 2026, arrêtés le 17 janvier 2027" in said
        assert client.get(f"{URL}2026.json").json()["etat"] == "arrêtés"
        assert [each["location"] for each in page.get_sitemap_urls()][-1].endswith("/2026/")


@pytest.mark.parametrize(
    "moment", [FEBRUARY_2027, datetime(2026, 12, 31, 22, 59, tzinfo=UTC)], ids=["late", "early"]
)
def test_out_of_january_nothing_is_frozen_by_the_clocks_of_the_region(
    client: Client, page: PanoramaPage, moment: datetime
) -> None:
    PlacePageFactory()
    with time_machine.travel(moment, tick=False):
        freeze_panorama()

    assert not FrozenYear.objects.exists()


def test_a_year_before_the_page_and_a_closed_directory_are_not_frozen(
    client: Client, page: PanoramaPage
) -> None:
    PlacePageFactory(title="Le lieu fermé")
    PageViewRestriction.objects.create(page=DirectoryPage.objects.get(), restriction_type="login")
    with time_machine.travel(JANUARY_2027, tick=False):
        freeze_panorama()
        said = main_text(client.get(URL))
    PageViewRestriction.objects.all().delete()
    page.counts_since = date(2027, 1, 2)
    page.save()
    with time_machine.travel(JANUARY_2027, tick=False):
        freeze_panorama()
        assert client.get(f"{URL}2026/").status_code == 404

    assert not FrozenYear.objects.exists()
    assert "L’annuaire n’est pas ouvert" in said


@pytest.mark.one_engine
@pytest.mark.parametrize("year", ["2025/", "2027/", "0/", "99999999999999999999.csv"])
def test_a_year_without_figures_has_no_page(client: Client, page: PanoramaPage, year: str) -> None:
    assert client.get(f"{URL}{year}").status_code == 404


def test_the_first_visit_costs_the_same_however_much_there_is(
    client: Client, page: PanoramaPage
) -> None:
    place = PlacePageFactory(terms=[(Vocabulary.KIND, "epn")])
    LabelGrantFactory(place=place)
    a_date(place, date(2026, 3, 2))
    few = first_queries(client, URL)
    for month in range(1, 11):
        a_date(PlacePageFactory(), date(2026, month, 5))

    assert first_queries(client, URL) == few <= 15

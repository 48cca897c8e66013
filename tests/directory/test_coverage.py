"""Which communes are far from a place: what counts, from where, when, and how it is told."""

import csv
import io
import random
from datetime import timedelta
from math import cos, hypot, radians
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core.text.formats import grouped
from directory.coverage.first_page import create_coverage
from directory.coverage.nearest import Grid, Point
from directory.models import Commune, CoveragePage, DirectoryPage, Vocabulary
from directory.querysets import KM_PER_DEGREE
from tests.directory.rounds import bus, stop
from tests.factories import HomePageFactory, LabelGrantFactory, PlacePageFactory
from tests.first_visit import first_queries
from tests.reading import main_text, text_of, texts
from tests.roles import signed_in

pytestmark = pytest.mark.django_db

URL = "/couverture/"
FILE = "/couverture/communes.csv"
CAEN, ROUEN = "14118", "76540"
NO_PUBLIC = (Vocabulary.ACCESS, "Ce lieu n'accueille pas de public")


@pytest.fixture
def page() -> CoveragePage:
    return create_coverage(HomePageFactory())


def told(client: Client, query: str = "") -> dict[str, dict[str, str]]:
    """Return what the file says of each commune, by INSEE code."""
    text = client.get(f"{FILE}{query}").content.decode("utf-8-sig")
    return {row["code_insee"]: row for row in csv.DictReader(io.StringIO(text), delimiter=";")}


def state_of(client: Client, commune: str, query: str = "") -> str:
    return told(client, query)[commune]["etat"]


@pytest.mark.one_engine
@pytest.mark.parametrize("number", [1, 40, 900])
def test_the_grid_finds_the_same_point_as_measuring_all(number: int) -> None:
    rng = random.Random(number)  # noqa: S311
    points = [
        Point(rng.uniform(48.1, 50.1), rng.uniform(-2, 1.9), place) for place in range(number)
    ]
    grid = Grid(points)

    for _ in range(200):
        latitude, longitude = rng.uniform(48, 50.3), rng.uniform(-2.5, 2.5)
        shrink = cos(radians(latitude))
        nearest = min(
            KM_PER_DEGREE * hypot(each.latitude - latitude, (each.longitude - longitude) * shrink)
            for each in points
        )
        found = grid.nearest(latitude, longitude)
        assert found is not None
        assert found.kilometres == pytest.approx(nearest, abs=1e-9)
    assert Grid([]).nearest(49, 0) is None


@pytest.mark.parametrize(
    "left_out",
    [
        {"terms": [NO_PUBLIC]},
        {"live": False},
        {"is_example": True},
        {"terms": [(Vocabulary.MOBILITY, "Itinérant")]},
    ],
    ids=["receives-nobody", "unpublished", "invented", "moves-nobody-knows-where"],
)
def test_a_place_that_receives_nobody_there_makes_no_commune_near(
    client: Client, page: CoveragePage, left_out: dict[str, Any]
) -> None:
    PlacePageFactory(commune=Commune.objects.get(pk=ROUEN))
    PlacePageFactory(title="Le lieu écarté", **left_out)

    found = told(client)

    assert (found[ROUEN]["etat"], found[CAEN]["etat"]) == ("proche", "éloignée")
    assert "Le lieu écarté" not in str(found)


def test_a_place_that_moves_counts_where_it_stops_not_at_its_office(
    client: Client, page: CoveragePage
) -> None:
    past = stop(Commune.objects.get(pk="50129"), date=timezone.localdate() - timedelta(days=1))
    bus(stop(Commune.objects.get(pk=ROUEN)), past)

    found = told(client)

    assert [found[each]["etat"] for each in (CAEN, ROUEN, "50129")] == [
        "éloignée",
        "proche",
        "éloignée",
    ]
    assert state_of(client, ROUEN, "?jour=mardi&heure=matin") == "proche"
    assert state_of(client, ROUEN, "?jour=mercredi") == "éloignée"


def test_a_place_without_a_point_counts_at_its_commune_and_a_merged_one_no_more(
    client: Client, page: CoveragePage
) -> None:
    place = PlacePageFactory(latitude=None, longitude=None)

    assert told(client)[CAEN]["distance_km"] == "0,0"

    place.unpublish()
    PlacePageFactory(commune=Commune.objects.get(pk=ROUEN))
    assert state_of(client, CAEN) == "éloignée"


def test_hours_to_confirm_are_counted_apart(client: Client, page: CoveragePage) -> None:
    PlacePageFactory(hours="Mo-Fr 09:00-12:00; Sa[1] 09:00-12:00", title="Ouvre un samedi")
    PlacePageFactory(hours="", commune=Commune.objects.get(pk=ROUEN), title="Ne dit rien")

    found = told(client, "?jour=samedi")

    assert (found[CAEN]["etat"], found[ROUEN]["etat"]) == ("proche", "à confirmer")
    assert found[ROUEN]["lieu_le_plus_proche"] == "Ouvre un samedi"
    assert found[ROUEN]["distance_a_confirmer_km"] == "0,0"
    assert state_of(client, CAEN, "?jour=dimanche") == "éloignée"
    assert state_of(client, CAEN, "?heure=soir") == "éloignée"
    said = main_text(client.get(f"{URL}?jour=samedi"))
    assert "communes à confirmer, où vivent" in said
    assert "1 lieu compté ici a des horaires à confirmer" in said


def test_places_are_chosen_by_kind_service_and_a_label_that_holds_today(
    client: Client, page: CoveragePage
) -> None:
    terms = [(Vocabulary.KIND, "tiers-lieu"), (Vocabulary.SERVICE, "Maîtrise des outils")]
    place = PlacePageFactory(terms=terms)
    PlacePageFactory(commune=Commune.objects.get(pk=ROUEN))
    grant = LabelGrantFactory(place=place, expires_on=timezone.localdate())
    label = grant.label.slug

    for query in ("?type=tiers-lieu", f"?label={label}", f"?type=tiers-lieu&label={label}"):
        assert [state_of(client, each, query) for each in (CAEN, ROUEN)] == ["proche", "éloignée"]

    grant.expires_on = timezone.localdate() - timedelta(days=1)
    grant.granted_on = grant.expires_on - timedelta(days=9)
    grant.save()
    said = main_text(client.get(f"{URL}?label={label}"))
    assert "Aucun lieu ne répond à cette demande" in said
    assert "Retirer « Tiers-Lieux Normandie »" in said
    assert "éloignées sur" not in said


def test_the_page_counts_communes_and_people_by_territory_and_leads_to_each(
    client: Client, page: CoveragePage
) -> None:
    PlacePageFactory()
    far = [row for row in told(client).values() if row["etat"] == "éloignée"]
    in_orne = [row for row in far if row["departement"] == "61"]
    people = sum(int(row["habitants"]) for row in in_orne)

    answer = client.get(f"{URL}?departement=61&tri=nom")

    assert texts(answer, ".key-figures__value") == [
        str(len(in_orne)),
        grouped(people).replace("\u00a0", " "),
    ]
    assert f"{len(in_orne)} communes à plus de 15 km d’un lieu" in main_text(answer)
    assert len(texts(answer, ".coverage__table tbody tr")) > 30  # a page of communes, and the EPCI
    assert "Ceton" in main_text(client.get(f"{URL}?departement=61&page=1"))
    apart = main_text(client.get(f"{URL}?departement=61&epci=200065597"))
    assert "Ces deux territoires n’ont aucune commune en commun" in apart
    assert "Retirer « Orne »" in apart
    whole = texts(client.get(URL), "#par-departement ~ .table-region tbody th")
    assert whole[0] == "Seine-Maritime"
    assert "Calvados" in whole


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ("?distance=12", "La distance se choisit parmi"),
        ("?distance=%00&jour=lundredi", "« lundredi » n’est pas un choix connu"),
        ("?type=inconnu&page=zéro", "Ce numéro de page n’existe pas"),
        ("?epci=1&departement=%F0%9F%98%80", "n’est pas un choix connu"),
    ],
)
def test_what_is_not_understood_is_said_and_left_out(
    client: Client, page: CoveragePage, query: str, notice: str
) -> None:
    PlacePageFactory()

    said = main_text(client.get(f"{URL}{query}"))

    assert notice in said
    assert "communes à plus de 15 km d’un lieu" in said


def test_the_file_says_its_licence_its_day_and_its_sources(
    client: Client, page: CoveragePage
) -> None:
    PlacePageFactory(title="=cmd()")

    answer = client.get(FILE)

    assert 'rel="license"' in answer["Link"]
    assert timezone.localdate().isoformat() in answer["Content-Disposition"]
    row = told(client)[CAEN]
    assert row["lieu_le_plus_proche"] == "'=cmd()"
    assert row["licence"].startswith("Licence Ouverte")
    assert "INSEE" in row["source"]
    assert client.get(FILE, headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_nothing_is_counted_of_a_directory_that_is_closed(
    client: Client, page: CoveragePage
) -> None:
    PlacePageFactory(title="Le lieu fermé")
    PageViewRestriction.objects.create(page=DirectoryPage.objects.get(), restriction_type="login")

    assert "Le lieu fermé" not in (said := main_text(client.get(URL)))
    assert "ne peut pas être comptée" in said
    assert client.get(FILE).status_code == 404


def test_the_first_visit_costs_the_same_however_many_places_there_are(
    client: Client, page: CoveragePage
) -> None:
    PlacePageFactory(commune=Commune.objects.get(pk=ROUEN), hours="Sa 09:00-12:00")
    few = first_queries(client, f"{URL}?jour=samedi")
    for commune in Commune.objects.filter(departement="50")[:20]:
        PlacePageFactory(commune=commune, hours=f"Sa 09:{commune.pk[3:]}-23:00")

    assert first_queries(client, f"{URL}?jour=samedi") == few <= 15


def test_staff_read_the_list_of_the_communes_that_are_far(
    client: Client, page: CoveragePage
) -> None:
    PlacePageFactory()

    said = text_of(signed_in("team").get(reverse("directory_far_communes")))

    assert "habitants, à plus de 15 km à vol d’oiseau" in said
    assert "Sur la page publique" in said
    assert "Communauté de communes du Vexin Normand Eure" in said  # the furthest from Caen

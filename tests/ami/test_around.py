"""What is around a file: places of the directory, on a drawing and in a list that says the same."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from ami.models import Dossier
from directory.models import Commune
from tests.ami.factories import COMPLETE
from tests.ami.reviewing import DURING, a_file, screen
from tests.factories import PlacePageFactory
from tests.reading import parsed
from tests.roles import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]


@pytest.fixture
def caen() -> Commune:
    return Commune.objects.get(pk="14118")


def place(caen: Commune, title: str, east: float, *, live: bool = True) -> None:
    """Make a place *east* of Caen, in degrees of longitude."""
    point = {"latitude": caen.latitude, "longitude": caen.longitude + east}
    PlacePageFactory(title=title, commune=caen, live=live, **point)


def shown(dossier: Dossier, client: Client | None = None) -> BeautifulSoup | None:
    page = parsed(screen(client or signed_in("reader"), dossier))
    return page.select_one(".dossier-around")


def test_the_nearest_places_have_the_same_numbers_on_the_drawing(caen: Commune) -> None:
    place(caen, "Loin", 0.15)
    place(caen, "Près", 0.02)
    place(caen, "Trop loin", 0.4)
    place(caen, "Hors ligne", 0.01, live=False)

    around = shown(a_file())

    names = [each.a.text for each in around.select("ol li")]
    assert names == ["Près", "Loin"]
    assert "1,5 km" in around.select("ol li")[0].text.replace("\u00a0", " ")
    marks = {each.text: float(each["x"]) for each in around.select("svg .dossier-around__number")}
    assert list(marks) == ["1", "2"]
    assert 50 < marks["1"] < marks["2"] < 100
    assert around.svg["aria-hidden"] == "true"
    assert "," not in around.svg.g["transform"]  # numbers of a program, not of French


def test_places_of_one_point_make_one_mark_that_says_so(caen: Commune) -> None:
    for rank in range(3):
        place(caen, f"Au même endroit {rank}", 0.02)

    around = shown(a_file())

    assert [each.text for each in around.select("svg .dossier-around__number")] == ["1+"]
    assert len(around.select("ol li")) == 3


def test_without_place_it_says_so_and_without_commune_there_is_nothing() -> None:
    around = shown(a_file())
    assert "Aucun lieu de l’annuaire" in around.text
    assert not around.select("li")

    nowhere = a_file(structure=COMPLETE["structure"] | {"nom": "D’ailleurs"})
    Dossier.objects.filter(pk=nowhere.pk).update(commune=None)
    assert shown(nowhere) is None

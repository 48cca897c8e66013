"""The map by intercommunalité: it says what its table says, and hides what the table hides."""

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from ami.models import CallPage
from ami.territories import map_of
from directory.models import Commune
from tests.ami.factories import OPENS, RESULTS
from tests.ami.results import ADDRESSES, ALENCON, CHERBOURG, a_file
from tests.reading import parsed
from tests.roles import signed_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.time_machine(OPENS + timedelta(days=7), tick=False),
]


def discs(page: BeautifulSoup) -> dict[str, float]:
    """Return what each disc says, and its radius, the largest first."""
    return {
        each.title.text.replace("\u00a0", " "): float(each["r"])
        for each in page.select(".territory-map circle")
    }


def test_staff_see_a_disc_for_each_as_large_as_its_files(call: CallPage) -> None:
    for rank in range(4):
        a_file(call, f"caennaise {rank}")
    a_file(call, "alençonnaise", ALENCON)
    nowhere = a_file(call, "d’ailleurs")
    nowhere.commune = None
    nowhere.save()

    page = parsed(signed_in("reader").get(reverse("ami_figures:index")))

    found = discs(page)
    assert list(found) == [
        "Communauté urbaine Caen la Mer : 4 dossiers",
        "Communauté urbaine d'Alençon : 1 dossier",
    ]
    large, small = found.values()
    assert large == pytest.approx(2 * small)  # four times its surface
    assert (
        page.select_one(".territory-map svg")["role"] == "img"
    )  # with a name: its discs have titles
    assert "Hors de la carte : Non renseigné" in page.figure.text.replace("\u00a0", " ")
    for label in ("Communauté urbaine Caen la Mer", "Communauté urbaine d'Alençon"):
        assert label in page.select_one("table.chart:-soup-contains('Par intercommunalité')").text


def test_anyone_sees_those_that_are_told_and_no_other(call: CallPage) -> None:
    for rank in range(12):
        a_file(call, f"caennaise {rank}")
    for rank in range(6):
        a_file(call, f"alençonnaise {rank}", ALENCON)
    for rank in range(4):
        a_file(call, f"de Cherbourg {rank}", CHERBOURG)
    for commune in ("76217-dieppe", "27229-evreux"):
        a_file(call, f"seule de {commune}", commune)
    with time_machine.travel(RESULTS, tick=False):
        page = parsed(Client().get(ADDRESSES[0]))

    assert list(discs(page)) == [
        "Communauté urbaine Caen la Mer : 12 structures",
        "Communauté urbaine d'Alençon : 6 structures",
    ]
    assert "Autres intercommunalités" in page.figure.text


def test_where_all_are_counted_together_there_is_no_map(call: CallPage) -> None:
    for rank in range(6):
        a_file(call, f"structure {rank}", [ALENCON, CHERBOURG][rank % 2])
    with time_machine.travel(RESULTS, tick=False):
        assert discs(parsed(Client().get(ADDRESSES[0]))) == {}


def test_a_disc_stands_in_the_middle_of_its_communes() -> None:
    caen = Commune.objects.get(pk="14118")
    drawn = map_of(
        [("Communauté urbaine Caen la Mer", 3), ("Communauté urbaine d'Alençon", 2)], "dossier"
    )

    assert drawn
    north, south = drawn.discs
    assert caen.epci
    assert north.label == caen.epci.name
    assert north.y < south.y  # Caen is north of Alençon, and west of it
    assert north.x < south.x
    assert map_of([("Nulle part", 3)], "dossier") is None

"""The territory is whole, and loading it again changes nothing."""

import pytest

from directory.models import (
    Commune,
    Departement,
    Epci,
    FormerCommune,
)
from directory.services.territory import load_territory

pytestmark = pytest.mark.django_db


def test_the_whole_region_is_there() -> None:
    assert Departement.objects.count() == 5
    assert Commune.objects.count() == 2644
    assert FormerCommune.objects.count() == 629
    assert Epci.objects.count() == 71


def test_loading_again_changes_nothing() -> None:
    before = list(Commune.objects.order_by("pk").values())

    load_territory()

    assert list(Commune.objects.order_by("pk").values()) == before


def test_loading_mends_what_was_changed() -> None:
    Commune.objects.filter(pk="14118").update(name="Kaen", folded_name="kaen")

    load_territory()

    assert Commune.objects.get(pk="14118").name == "Caen"

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


def test_an_intercommunality_is_named_in_full_and_its_kind_finds_no_place() -> None:
    names = Epci.objects.values_list("name", flat=True)
    bayeux = Epci.objects.get(siren="241400555")

    assert [name for name in names if name[:3] in ("CA ", "CC ", "CU ")] == []
    assert bayeux.name == "Communauté de communes de Bayeux Intercom"
    assert bayeux.own_name == "de Bayeux Intercom"


def test_loading_again_changes_nothing() -> None:
    before = list(Commune.objects.order_by("pk").values())

    load_territory()

    assert list(Commune.objects.order_by("pk").values()) == before


def test_loading_mends_what_was_changed() -> None:
    Commune.objects.filter(pk="14118").update(name="Kaen", folded_name="kaen")

    load_territory()

    assert Commune.objects.get(pk="14118").name == "Caen"

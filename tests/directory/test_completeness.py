"""How complete a sheet is: what is asked depends on what visitors choose such a place by."""

import pytest

from directory.completeness import completeness_of
from directory.models import Formula, PlacePage, Vocabulary
from tests.directory.full_places import full_place
from tests.factories import PlacePageFactory

pytestmark = pytest.mark.django_db

PHOTO, PRICE = "Ajoutez une photo du lieu.", "Donnez vos prix, même «\u00a0sur devis\u00a0»."
HOURS, SERVICES = "Indiquez les horaires.", "Cochez les services rendus."
POINT = "Placez le lieu sur la carte."


def empty(*kinds: str, **fields: object) -> PlacePage:
    """A sheet that says no more than where it is."""
    terms = [(Vocabulary.KIND, kind) for kind in kinds]
    return PlacePageFactory(
        **{"hours": "", "latitude": None, "longitude": None} | fields, terms=terms
    )


def advice(*kinds: str) -> list[str]:
    return completeness_of(empty(*kinds)).advice


def test_a_tiers_lieu_is_asked_for_a_photo_and_its_prices_first() -> None:
    assert advice("tiers-lieu")[:2] == [PHOTO, PRICE]


def test_it_lacks_much_without_them() -> None:
    whole, without = full_place(), full_place(photos=0, formulas=0, slug="sans", title="Sans")

    assert completeness_of(whole).score == 100
    assert completeness_of(without).score <= 80
    assert completeness_of(without).advice[:2] == [PHOTO, PRICE]


def test_a_price_on_request_is_an_answer() -> None:
    place = empty("tiers-lieu")
    Formula.objects.create(place=place, desk="bureau", period="mois", price=None)

    assert PRICE not in completeness_of(place).advice


@pytest.mark.parametrize("kinds", [("epn",), ("aide",), ()])
def test_a_place_that_helps_is_asked_for_hours_and_services_and_no_price(
    kinds: tuple[str, ...],
) -> None:
    asked = advice(*kinds)

    assert {HOURS, SERVICES} <= set(asked[:3])
    assert PRICE not in asked
    assert asked.index(PHOTO) > asked.index(POINT)


def test_a_place_of_both_kinds_is_asked_for_all_and_for_each_thing_once() -> None:
    both = advice("epn", "tiers-lieu")

    assert set(both) == {*advice("epn"), *advice("tiers-lieu")}
    assert len(both) == len(set(both))


def test_a_pole_that_receives_nobody_is_not_asked_for_hours() -> None:
    asked = advice("pole")

    assert "Indiquez le téléphone." in asked
    assert not {HOURS, SERVICES, PHOTO, PRICE} & set(asked)


@pytest.mark.parametrize(("mobility", "is_asked"), [("Itinérant", False), ("Fixe", True)])
def test_a_place_that_moves_is_not_asked_for_its_point(mobility: str, is_asked: bool) -> None:
    place = PlacePageFactory(
        latitude=None,
        longitude=None,
        terms=[(Vocabulary.KIND, "epn"), (Vocabulary.MOBILITY, mobility)],
    )

    assert (POINT in completeness_of(place).advice) is is_asked

"""What managers find among the workshops that other places share."""

from typing import Any

import pytest

from tests.espace.posting import Manager, a_manager
from tests.factories import CommuneFactory, EventPageFactory, PlacePageFactory
from tests.reading import texts

pytestmark = pytest.mark.django_db

SHARED = "[aria-labelledby=partages] .espace-workshop__title"


@pytest.fixture
def manager(db: None) -> Manager:
    return a_manager()


def found(manager: Manager, text: str) -> list[str]:
    """Return the titles of what is found, as they come."""
    return texts(manager.get("workshop_sources", q=text).content.decode(), SHARED)


@pytest.mark.parametrize(
    "typed",
    [
        *("atelier energie", "ATELIERS ÉNERGIES", "l’énergie", "énergie économiser"),
        *("ampoules", "maison", "fabrique", "rouen energie", "de"),
    ],
)
def test_one_is_found_whatever_the_accents_case_and_endings(manager: Manager, typed: str) -> None:
    fabrique = PlacePageFactory(title="La Fabrique", commune=CommuneFactory(rouen=True))
    EventPageFactory(
        place=fabrique,
        title="Atelier Énergie",
        summary="Économisez\u00a0: choisir une ampoule.",
        themes=["La maison"],
        is_shared=True,
    )

    assert found(manager, typed) == ["Atelier Énergie"]


def test_each_word_must_be_held_by_a_published_and_shared_workshop_of_another_place(
    manager: Manager,
) -> None:
    other = PlacePageFactory()
    EventPageFactory(place=other, title="Énergie solaire", is_shared=True)
    EventPageFactory(place=other, title="Énergie du vent")
    EventPageFactory(place=other, title="Énergie à venir", is_shared=True, live=False)
    EventPageFactory(place=manager.place, title="Énergie d’ici", is_shared=True)

    assert found(manager, "energie") == ["Énergie solaire"]
    assert found(manager, "energie couture") == []


def test_the_search_costs_as_much_among_many(
    manager: Manager, django_assert_max_num_queries: Any
) -> None:
    for _ in range(25):
        EventPageFactory(title="Énergie", themes=["La maison"], is_shared=True)
    manager.get("workshop_sources")

    with django_assert_max_num_queries(15):
        assert len(found(manager, "une energie pour la maison du numérique")) == 20

"""A search that was read can say itself, whole or in part."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from core.listing.addresses import address
from directory.search.places import PlaceSearch

pytestmark = pytest.mark.django_db
ALL = (
    "q=imprimer&commune=14118-caen&rayon=10&besoin=imprimer&type=epn&type=tiers-lieu"
    "&departement=14&ouvert=maintenant&tri=nom"
)


def asked(query: str = ALL) -> PlaceSearch:
    return PlaceSearch.read(QueryDict(query))


def test_it_says_all_that_was_asked_and_nothing_that_is_usual() -> None:
    assert address("", asked().pairs) == f"?{ALL}"
    assert asked("commune=14118-caen&rayon=20&page=3&q=&tri=").pairs == [("commune", "14118-caen")]


def test_it_says_itself_in_french() -> None:
    assert [label.text.replace("\u00a0", " ") for label in asked().labels()] == [
        "« imprimer »",
        "À moins de 10 km de Caen",
        "Pour imprimer ou numériser un document",
        "Espace public numérique : se faire aider, apprendre",
        "Tiers-lieu : travailler, fabriquer, se rencontrer",
        "Calvados",
        "Ouvert maintenant",
    ]


@pytest.mark.parametrize(
    ("name", "gone"),
    [
        ("q", "q=imprimer&"),
        ("commune", "commune=14118-caen&rayon=10&"),
        ("besoin", "besoin=imprimer&"),
        ("type", "type=epn&type=tiers-lieu&"),
        ("ouvert", "ouvert=maintenant&"),
    ],
)
def test_without_a_filter_the_rest_is_left(name: str, gone: str) -> None:
    whole, part = asked(), asked().without(name)

    assert address("", part.pairs) == f"?{ALL.replace(gone, '')}"
    assert len(whole.labels()) > len(part.labels())
    assert address("", whole.pairs) == f"?{ALL}"  # which stays what it was
    part.places().count()


def test_what_is_taken_away_leaves_what_was_never_asked() -> None:
    search = asked().without("q", "commune", "besoin", "ouvert")

    assert search.text == search.near.said() == ""
    assert search.near.centre is search.need is search.opening is None


def test_a_name_that_is_no_filter_is_refused_to_the_developer() -> None:
    with pytest.raises(KeyError):
        asked().without("comune")


def test_an_order_goes_with_what_gave_it_a_meaning() -> None:
    search = asked("q=imprimer&commune=14118-caen&tri=distance")

    assert search.order == "distance"
    assert ("tri", "distance") in search.pairs
    assert search.without("commune").order == "pertinence"
    assert search.without("commune").pairs == [("q", "imprimer")]
    assert asked("q=imprimer&tri=fraicheur").without("q").pairs == [("tri", "fraicheur")]


def test_what_was_read_is_not_read_again() -> None:
    search = asked()
    with CaptureQueriesContext(connection) as queries:
        assert search.pairs is search.pairs
        assert search.labels()
        assert search.tags("/annuaire/")
        assert search.replace(page=2).pairs == search.pairs
        assert all(looser.pairs != search.pairs for _, looser in search.looser())

    assert len(queries) == 0

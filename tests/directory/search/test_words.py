"""A place is found by its words, however they are spelled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text.words import fold, stems
from directory.models import PlacePage, PlaceWord, Vocabulary
from tests.factories import LabelFactory, LabelGrantFactory, PlacePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> PlacePage:
    return PlacePageFactory(
        title="Médiathèque L’Œuvre des Cœurs",
        summary="Un tiers-lieu avec un fab lab, des imprimantes et le wi-fi.",
        terms=[(Vocabulary.SERVICE, "Aide aux démarches administratives")],
    )


def found(text: str) -> list[PlacePage]:
    return list(PlacePage.objects.live().matching(text))


@pytest.mark.parametrize(
    "text",
    [
        "mediatheque",
        "MÉDIATHÈQUES",
        "oeuvre",
        "œuvres",
        "coeur",
        "tiers lieu",
        "tiers-lieux",
        "tierslieu",
        "fablab",
        "fab labs",
        "Fab-Lab",
        "imprimante",
        "wifi",
        "demarche administrative",
        "les démarches",
        '"médiathèque',
        "médiathèque'",
        "L'Œuvre",
        "caen",
    ],
)
def test_spelling_does_not_matter(place: PlacePage, text: str) -> None:
    assert found(text) == [place]


@pytest.mark.parametrize(
    ("one", "many"),
    [("loisir", "loisirs"), ("journal", "journaux"), ("jeune", "jeunes"), ("atelier", "ateliers")],
)
def test_a_word_and_its_plural_are_one(one: str, many: str) -> None:
    assert list(stems(one)) == list(stems(many))


@pytest.mark.parametrize("text", ["piscine", "médiathèque piscine", "rouen"])
def test_every_telling_word_counts(place: PlacePage, text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["", "de la", "?!", '"', "'"])
def test_text_without_a_telling_word_narrows_nothing(place: PlacePage, text: str) -> None:
    assert found(text) == [place]


@pytest.mark.parametrize("text", ["labélisé", "labellisés", "labelisee", "labellisé"])
def test_a_labelled_place_is_found_by_any_spelling_of_the_word(place: PlacePage, text: str) -> None:
    assert found(text) == []

    LabelGrantFactory(place=place, label=LabelFactory())
    place.save()

    assert found(text) == [place]


def test_the_title_weighs_more_than_the_text() -> None:
    told = PlacePageFactory(title="Maison", summary="Près du coworking de la gare.")
    named = PlacePageFactory(title="Coworking de la gare")

    by_relevance = PlacePage.objects.matching("coworking").order_by("-relevance")

    assert list(by_relevance) == [named, told]


def test_a_change_of_the_sheet_changes_its_words(place: PlacePage) -> None:
    place.title = "Cyberbase"
    place.save()

    assert found("cyberbase") == [place]
    assert found("mediatheque") == []


def test_a_draft_changes_nothing_until_it_is_published(place: PlacePage) -> None:
    place.title = "Cyberbase"
    revision = place.save_revision()

    assert found("cyberbase") == []

    revision.publish()

    assert found("cyberbase") == [place]


def test_a_place_that_goes_away_takes_its_words(place: PlacePage) -> None:
    place.delete()

    assert not PlaceWord.objects.exists()


@given(st.text(max_size=200))
def test_any_text_can_be_searched(text: str) -> None:
    list(PlacePage.objects.matching(text)[:1])


@given(st.text(max_size=200))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=200))
def test_stems_do_not_depend_on_case(text: str) -> None:
    assert list(stems(fold(text).upper())) == list(stems(fold(text)))

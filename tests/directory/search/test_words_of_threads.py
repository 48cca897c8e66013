"""Visitors who search at once each get their own words: gunicorn serves them in threads."""

import random
import string
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import pytest

from core.text.index import word_weights
from core.text.words import stem
from directory.models import PlacePage, PlaceWord
from directory.services.words import index_places, weighted_texts
from tests.factories import PlacePageFactory
from tests.threads import results, start

VISITORS = 4  # as many threads as a worker of gunicorn has
ENDINGS = ("tion", "ement", "eux", "ateur", "er", "s", "")


def unknown_words(number: int, seed: int) -> list[str]:
    chance = random.Random(seed)  # noqa: S311 -- words, not secrets
    return [
        "".join(chance.choices(string.ascii_lowercase, k=chance.randint(3, 12)))
        + chance.choice(ENDINGS)
        for _ in range(number)
    ]


def stemmed_alone(words: list[str]) -> dict[str, str]:
    """Return the stem of each of *words* as a single thread gives it, with nothing remembered."""
    return {word: stem.__wrapped__(word) for word in words}


@pytest.fixture
def threads_change_often() -> Iterator[None]:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    stem.cache_clear()
    yield
    sys.setswitchinterval(usual)
    stem.cache_clear()


@contextmanager
def visitors(search: Callable[[int], object]) -> Iterator[None]:
    """Let several visitors *search* meanwhile, each by its number; raise what one of them met."""
    searches = start(*[partial(search, number) for number in range(VISITORS)])
    try:
        yield
    finally:
        results(searches)


def test_words_stemmed_at_once_are_stemmed_as_if_alone(threads_change_often: None) -> None:
    words = {number: unknown_words(1_000, seed=number) for number in range(VISITORS)}
    got: dict[str, str] = {}

    with visitors(lambda number: got.update({word: stem(word) for word in words[number]})):
        pass

    right = stemmed_alone([word for each in words.values() for word in each])
    assert {word: found for word, found in got.items() if found != right[word]} == {}
    remembered = {word: stem(word) for word in right}
    assert {word: found for word, found in remembered.items() if found != right[word]} == {}


@pytest.mark.django_db
def test_the_index_written_while_visitors_search_holds_its_own_words(
    threads_change_often: None,
) -> None:
    texts = [" ".join(unknown_words(20, seed=100 + number)) for number in range(30)]
    places = [PlacePageFactory(summary=text[:280]) for text in texts]
    stem.cache_clear()

    with visitors(lambda number: [*map(stem, unknown_words(1_500, seed=number))]):
        index_places(PlacePage.objects.all())

    stem.cache_clear()
    written = set(PlaceWord.objects.values_list("place", "stem"))
    right = {(place.pk, found) for place in places for found in word_weights(weighted_texts(place))}
    assert written == right

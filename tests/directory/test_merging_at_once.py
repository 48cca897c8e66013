"""Two members of the team who merge at the same instant: one after the other, as if apart."""

from collections.abc import Callable, Iterator
from threading import Barrier
from typing import Any

import pytest

from directory.models import MergedSheet, PlacePage
from directory.services.merging import MergeRefused, merge, undo
from tests.committed import erase
from tests.factories import ErrorReportFactory, PlacePageFactory
from tests.threads import at_once, results, start

ROUNDS = 3
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_database")]


@pytest.fixture
def places() -> Iterator[list[PlacePage]]:
    def make() -> list[PlacePage]:
        made = [PlacePageFactory(title=f"Lieu {number}") for number in range(3)]
        for place in made:
            ErrorReportFactory(place=place)
        return made

    [made] = at_once(make, times=1)
    yield made
    at_once(erase, times=1)


def together(*works: Callable[[], Any]) -> list[bool]:
    """Do *works* at the same instant; return which were not refused."""
    barrier = Barrier(len(works))

    def do(work: Callable[[], Any]) -> bool:
        barrier.wait(timeout=60)
        try:
            work()
        except MergeRefused:
            return False
        return True

    return results(start(*[lambda work=each: do(work) for each in works]))


def state() -> tuple[int, int, int]:
    """Return how many sheets are merged, are on the site, and have a report."""
    reported = PlacePage.objects.filter(reports__isnull=False).distinct().count()
    return MergedSheet.objects.count(), PlacePage.objects.live().count(), reported


def undo_all() -> None:
    while merged := MergedSheet.objects.first():
        undo(merged, None)


def test_two_merges_of_the_same_sheets(places: list[PlacePage]) -> None:
    one, other, third = places
    for first, second, done in (
        ((one, other), (other, one), 1),  # each in the other
        ((one, other), (third, other), 1),  # one in two
        ((one, other), (one, third), 2),  # two in one
    ):
        for _ in range(ROUNDS):
            answers = together(
                lambda pair=first: merge(*pair, {}, None),
                lambda pair=second: merge(*pair, {}, None),
            )
            assert sum(answers) == done
            [now] = at_once(state, times=1)
            assert now == (done, 3 - done, 3 - done)
            at_once(undo_all, times=1)


def test_a_merge_is_undone_once(places: list[PlacePage]) -> None:
    [merged] = at_once(lambda: merge(places[0], places[1], {}, None), times=1)

    assert sum(together(*[lambda: undo(merged, None)] * 3)) == 1
    assert at_once(state, times=1) == [(0, 3, 3)]

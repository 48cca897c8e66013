"""One value that a process holds: never an older one than what a visitor could have read."""

import time
from collections.abc import Callable, Iterator
from itertools import count
from threading import Event, Semaphore

import pytest

from core.cache import KEPT_SECONDS, HeldValue, VersionedCache
from tests.threads import PATIENCE, at_once, results, start

pytestmark = pytest.mark.time_machine("2026-12-01", tick=False)

PART = VersionedCache("small-part")


@pytest.fixture
def numbers() -> Iterator[int]:
    return count(1)


def test_it_is_computed_once_while_nothing_changes(numbers: Iterator[int]) -> None:
    held = HeldValue(PART, lambda: next(numbers))

    assert [held.get(), held.get()] == [1, 1]


@pytest.mark.django_db
def test_a_change_renews_it_at_once(numbers: Iterator[int]) -> None:
    """Two changes at one instant of the clock are two changes."""
    held = HeldValue(PART, lambda: next(numbers))
    held.get()

    PART.invalidate()
    assert held.get() == 2
    PART.invalidate()
    assert held.get() == 3


@pytest.mark.django_db
def test_a_change_while_it_is_computed_is_not_lost(numbers: Iterator[int]) -> None:
    def compute() -> int:
        made = next(numbers)
        if made == 1:
            PART.invalidate()  # by another thread, once this one has read
        return made

    held = HeldValue(PART, compute)

    assert [held.get(), held.get(), held.get()] == [1, 2, 2]


@pytest.mark.django_db
def test_what_another_process_read_before_the_change_was_whole_is_dropped(
    numbers: Iterator[int], django_capture_on_commit_callbacks: Callable
) -> None:
    held = HeldValue(PART, lambda: next(numbers))

    with django_capture_on_commit_callbacks(execute=True):
        PART.invalidate()
        held.get()

    assert held.get() == 2


def test_those_who_come_at_once_after_a_change_have_it_computed_once() -> None:
    computed: list[int] = []

    def compute() -> int:
        time.sleep(0.05)
        computed.append(1)
        return len(computed)

    held = HeldValue(PART, compute)

    assert at_once(held.get, 4) == [1, 1, 1, 1]


@pytest.mark.django_db
def test_who_waits_through_a_second_change_is_given_what_follows_it(numbers: Iterator[int]) -> None:
    """Not what was before it; nor is it computed for each, by the version that they came with."""
    asked, may_end = Semaphore(0), Event()

    def compute() -> int:
        made = next(numbers)
        if made == 1:
            may_end.wait(PATIENCE)
        return made

    def ask() -> int:
        asked.release()
        return held.get()

    held = HeldValue(PART, compute)
    started = start(ask, ask, ask)
    for _ in started:
        asked.acquire(timeout=PATIENCE)
    time.sleep(0.05)  # they have read the version, and wait for one of them
    PART.invalidate()
    may_end.set()

    assert sorted(results(started)) == [1, 2, 2]
    assert held.get() == 2


def test_one_that_has_grown_old_is_given_while_it_is_computed_again(
    numbers: Iterator[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1_000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    given_meanwhile: list[int] = []

    def compute() -> int:
        made = next(numbers)
        if made == 2:
            given_meanwhile.append(held.get())  # by who comes now
        return made

    held = HeldValue(PART, compute)
    held.get()
    now[0] += KEPT_SECONDS

    assert held.get() == 2
    assert given_meanwhile == [1]


@pytest.mark.parametrize(("seconds", "number"), [(KEPT_SECONDS - 1, 1), (KEPT_SECONDS, 2)])
def test_it_grows_old_without_any_change(
    numbers: Iterator[int], monkeypatch: pytest.MonkeyPatch, seconds: int, number: int
) -> None:
    """Labels expire at midnight, and another process may have a cache of its own."""
    held = HeldValue(PART, lambda: next(numbers))
    monkeypatch.setattr(time, "monotonic", lambda: 1_000.0)
    held.get()
    monkeypatch.setattr(time, "monotonic", lambda: 1_000.0 + seconds)

    assert held.get() == number

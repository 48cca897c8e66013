"""Work done by several threads at once, each with a connection of its own, as on the site."""

from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Thread
from typing import TypeVar

from django.db import connection

T = TypeVar("T")
PATIENCE = 120  # seconds: the locks and barriers that they wait for give up before


def at_once(work: Callable[[], T], times: int = 2) -> list[T]:
    """Do *work* in so many threads; what they commit is to be erased by the test (``times=1``)."""
    return results(start(*[work] * times))


def start(*works: Callable[[], T]) -> list[Future[T]]:
    """Start each of *works* in a thread of its own, which keeps nobody from leaving."""
    started: list[Future[T]] = [Future() for _ in works]
    for work, future in zip(works, started, strict=True):
        Thread(target=_do, args=(work, future), daemon=True).start()
    return started


def results(started: list[Future[T]]) -> list[T]:
    """Return what each gave, or raise what it met, once all have closed their connections.

    Raises:
        AssertionError: one of them is still at work after ``PATIENCE``.
    """
    stuck = wait(started, PATIENCE).not_done
    assert not stuck, f"{len(stuck)} of {len(started)} threads still at work after {PATIENCE} s"
    return [future.result() for future in started]


def _do(work: Callable[[], T], future: Future[T]) -> None:
    try:
        try:
            given = work()
        finally:
            connection.close()
    except BaseException as error:  # noqa: BLE001 -- ``results`` raises it
        future.set_exception(error)
    else:
        future.set_result(given)

"""Work done by several threads at once, each with a connection of its own, as on the site."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

T = TypeVar("T")


def at_once(work: Callable[[], T], times: int = 2) -> list[T]:
    """Do *work* in so many threads; what they commit is to be erased by the test (``times=1``)."""

    def in_a_thread(number: int) -> T:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(in_a_thread, range(times)))

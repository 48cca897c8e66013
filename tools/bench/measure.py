"""Timing of requests inside one process, through the whole stack of middleware."""

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True)
class Measure:
    """What is typical of some calls, in milliseconds, and the number of queries of one call."""

    wall: float
    cpu: float
    queries: int


def measure(
    call: Callable[[], object],
    times: int,
    typical: Callable[[list[float]], float] = statistics.median,
) -> Measure:
    """Call once to warm up, once to count the queries, then *times* times under the clock."""
    call()
    with CaptureQueriesContext(connection) as log:
        call()
    queries = len(log)  # now: the next request empties the log
    wall, cpu = [], []
    for _ in range(times):
        wall_start, cpu_start = time.perf_counter(), time.process_time()
        call()
        wall.append(1000 * (time.perf_counter() - wall_start))
        cpu.append(1000 * (time.process_time() - cpu_start))
    return Measure(typical(wall), typical(cpu), queries)


def request(client: Client, address: str) -> Callable[[], object]:
    """Return a call that gets *address* and reads the whole answer; it must be a success."""

    def call() -> bytes:
        response = client.get(address, headers={"host": "localhost"})
        if response.status_code != 200:
            raise RuntimeError(f"{address}: {response.status_code}")
        return response.getvalue()

    return call


def request_each(client: Client, addresses: Iterator[str]) -> Callable[[], object]:
    """Return a call that gets the next of *addresses*."""
    return lambda: request(client, next(addresses))()


def emptied(call: Callable[[], object]) -> Callable[[], object]:
    """Return *call* with the cache emptied before: what the first visitor after a change pays."""

    def cold() -> object:
        cache.clear()
        return call()

    return cold

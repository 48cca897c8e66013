"""What is computed once and read by many, until something that it shows changes.

Each part of the site keeps its own under one version, which each change of that part renews: with a
shared cache (``CACHE_URL``) nothing stale is ever shown; with one cache per process, for
``KEPT_SECONDS`` at most (docs/decisions/0006-cost-of-pages.md). Nothing outlives the day, by the
clocks of the region: labels and closures begin and end at midnight, without any change.
"""

import logging
import secrets
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from hashlib import sha256
from threading import Lock
from typing import Any, Generic, TypeVar, cast

from django.conf import settings
from django.core.cache import DEFAULT_CACHE_ALIAS, cache, caches
from django.db import transaction
from django.utils import timezone

KEPT_SECONDS = 60

MISSING = object()
ANY_VERSION_KEY = "any.version"
MEASURES = "measures"  # alias of the cache of what is large and asked in many ways
IN_PROCESS = "process"  # alias of the cache of what visitors type (``normandie.settings.caches``)

T = TypeVar("T")

logger = logging.getLogger(__name__)


class VersionedCache:
    """What is kept of one part of the site, until something of that part changes.

    ``name`` begins the keys of all that it holds.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.version_key = f"{name}.version"

    def version(self) -> int:
        """Return the number that changes each time something of this part does."""
        return _version(self.version_key)

    def invalidate(self, **kwargs: Any) -> None:
        """Drop all that is kept, now and once all can see the change; also a receiver of signals.

        Another process that reads between the two would keep what was before the change.
        """
        _renew(self.version_key, ANY_VERSION_KEY)

    def get_or_compute(
        self,
        name: str,
        asked: object,
        compute: Callable[[], T],
        *,
        alias: str = DEFAULT_CACHE_ALIAS,
    ) -> T:
        """Return what *compute* gives for *asked*, once while this part stays the same.

        Args:
            alias: of the cache that keeps it. ``IN_PROCESS`` where *asked* is what a visitor typed:
                words have no end, and each would be written into a cache that is a database.
        """
        kept = caches[alias]
        digest = sha256(repr(asked).encode()).hexdigest()[:32]
        key = f"{self.name}.{name}.{self.version()}.{timezone.localdate():%Y%m%d}.{digest}"
        found = _or_else(lambda: kept.get(key, MISSING), MISSING)
        if found is not MISSING:
            return cast(T, found)
        made = compute()
        _or_else(lambda: kept.add(key, made, KEPT_SECONDS), False)
        return made


class HeldValue(Generic[T]):
    """One value that each process holds as it is, until something of its part, or the day, changes.

    For what is read at each visit and is long to copy: a cache would write and read all of it
    again. It is computed anew after ``KEPT_SECONDS`` too, as in a cache of one process, which does
    not hear of the changes of another. One thread computes it: after a change the others wait for
    it, and where it has only grown old they are given it as it was.
    """

    def __init__(self, cache: VersionedCache, compute: Callable[[], T]) -> None:
        self.cache, self.compute = cache, compute
        self.held: tuple[tuple[int, date], float, T] | None = None
        self._computing = Lock()

    def get(self) -> T:
        version = self._version()
        held = self.held  # read once: another thread may replace it
        if held and held[0] == version:
            if time.monotonic() - held[1] < KEPT_SECONDS:
                return held[2]
            if not self._computing.acquire(blocking=False):
                return held[2]
        else:
            self._computing.acquire()
        try:
            return self._computed(former=held)
        finally:
            self._computing.release()

    def _version(self) -> tuple[int, date]:
        return self.cache.version(), timezone.localdate()

    def _computed(self, former: object) -> T:
        """Compute the value, unless another thread has since this one read the *former*."""
        version, held = self._version(), self.held  # it may have changed meanwhile
        if held and held[0] == version and held is not former:
            return held[2]
        now = time.monotonic()
        made = self.compute()
        self.held = version, now, made
        return made


def site_version() -> int:
    """Return the number that changes each time something of any part does."""
    return _version(ANY_VERSION_KEY)


def renew_site_version(**kwargs: Any) -> None:
    """Say that something changed of what pages show and no part keeps; a receiver of signals."""
    _renew(ANY_VERSION_KEY)


def _version(key: str) -> int:
    return _or_else(lambda: cast(int, cache.get_or_set(key, _new_version, None)), _new_version())


def _renew(*keys: str) -> None:
    def renew() -> None:
        version = _new_version()
        for key in keys:  # together, they would pass by what leaves alone a Redis that is away
            _or_else(partial(cache.set, key, version, None), None)

    renew()
    transaction.on_commit(renew)


def _new_version() -> int:
    """Return a number that was never one: by the clock, two changes at one instant would be one."""
    return secrets.randbits(63)


def _or_else(ask: Callable[[], T], otherwise: T) -> T:
    """Return what the cache answers, or *otherwise* while it is away: it is there to save time."""
    try:
        return ask()
    except Exception:
        logger.exception("the cache does not answer, nothing is kept")
        return otherwise


def keep_for(seconds: int, name: str, asked: str, ask: Callable[[], T | None]) -> T | None:
    """Return what *ask* gives for *asked*, once in *seconds*; what it has not is asked again.

    Nobody can read in the cache what was asked: it holds a digest of it.
    """
    digest = sha256(f"{settings.SECRET_KEY}{asked}".encode()).hexdigest()[:32]
    key = f"{name}.{digest}"
    found = _or_else(lambda: cache.get(key, MISSING), MISSING)
    if found is not MISSING:
        return cast(T, found)
    made = ask()
    if made is not None:
        _or_else(lambda: cache.set(key, made, seconds), None)
    return made

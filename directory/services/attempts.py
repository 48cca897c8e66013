"""Counting what someone does, for a while, without keeping who it is."""

import hashlib
import hmac
import logging
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from django.utils import timezone

logger = logging.getLogger(__name__)

CACHE = "attempts"  # apart: what visitors make the site keep would drive the counters out


class TooManyAttempts(Exception):
    """Enough has been done for now; ``wait`` is the time before another try, in seconds."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


@dataclass(frozen=True)
class Attempts:
    """What someone does in a period of so many ``seconds``, counted in the cache.

    Known by a hash only: ``key`` changes with each period and cannot be turned back.
    """

    key: str
    seconds: int

    @classmethod
    def of(cls, action: str, *who: str, seconds: int) -> "Attempts":
        """Return the attempts at *action* by *who* (an address, a name…) in the present period."""
        period = int(timezone.now().timestamp()) // seconds
        said = repr((action, period, *who))
        digest = hmac.new(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256)
        return cls(f"{action}-{digest.hexdigest()[:32]}", seconds)

    def add(self) -> int:
        """Count one more and return how many that makes; 0 when the cache is away."""
        try:
            cache = caches[CACHE]
            cache.add(self.key, 0, timeout=self.seconds)
            count = cache.incr(self.key)
            cache.touch(
                self.key, self.seconds
            )  # some caches, the database's, shorten what they count
            return count
        except Exception:
            logger.exception("%s: the cache does not answer, attempts are not counted", self.action)
            return 0

    def forget(self) -> None:
        """Start again from nothing."""
        try:
            caches[CACHE].delete(self.key)
        except Exception:
            logger.exception("%s: the cache does not answer, attempts are kept", self.action)

    @property
    def action(self) -> str:
        return self.key.rpartition("-")[0]

    @property
    def wait(self) -> int:
        """The seconds that are left before a new period."""
        return self.seconds - int(timezone.now().timestamp()) % self.seconds

"""How many times something may be done, counted for a while without keeping who does it.

Why these rules: docs/decisions/0019-limits.md.
"""

import hashlib
import hmac
import logging
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from django.utils import timezone
from django.utils.encoding import punycode

from core.net.senders import networks_of

QUARTER, HOUR, DAY = 900, 3600, 86_400  # seconds
CACHE = "counters"  # apart: what visitors make the site keep would drive the counters out

MAILBOX_FULL = "nous avons déjà écrit plusieurs fois à cette adresse"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class RateLimit:
    """At most ``number`` times ``name`` in ``seconds`` for one ``key``, counted in the cache.

    Past a ``brake``, which counts many people together, one is asked for patience; past any other
    limit, which counts what one alone may exceed, one is refused until the period ends.
    """

    name: str
    number: int
    seconds: int
    key: tuple[str, ...] = ()
    is_brake: bool = False
    reason: str = "il en est arrivé beaucoup de votre connexion en peu de temps"  # said to visitors

    def add(self) -> int:
        """Count one more and return how many that makes; 0 when the cache is away."""
        try:
            cache = caches[CACHE]
            cache.add(self._cache_key, 0, timeout=self.seconds)
            count = cache.incr(self._cache_key)
            # Some caches, the database's, shorten the life of what they count.
            cache.touch(self._cache_key, self.seconds)
            return count
        except Exception:
            logger.exception("%s: the cache does not answer, nothing is counted", self.name)
            return 0

    @property
    def is_full(self) -> bool:
        """Whether one more would be too many, without counting it."""
        try:
            return caches[CACHE].get(self._cache_key, 0) >= self.number
        except Exception:
            logger.exception("%s: the cache does not answer, nothing is full", self.name)
            return False

    def reset(self) -> None:
        """Start again from nothing."""
        try:
            caches[CACHE].delete(self._cache_key)
        except Exception:
            logger.exception("%s: the cache does not answer, the count is kept", self.name)

    @property
    def wait(self) -> int:
        """The seconds that are left before a new period."""
        return self.seconds - int(timezone.now().timestamp()) % self.seconds

    @property
    def _cache_key(self) -> str:
        """Changes with each period, and cannot be turned back into who is counted."""
        period = int(timezone.now().timestamp()) // self.seconds
        counted = repr((self.name, self.seconds, period, *self.key))
        digest = hmac.new(settings.SECRET_KEY.encode(), counted.encode(), hashlib.sha256)
        return f"{self.name}-{digest.hexdigest()[:32]}"


class LimitExceeded(Exception):
    """Enough has been done for now; ``wait`` is the time before another try, in seconds."""

    def __init__(self, limit: RateLimit) -> None:
        super().__init__(limit.name)
        self.limit = limit
        self.wait = limit.wait


def check_limits(limits: Iterable[RateLimit]) -> None:
    """Count one more for each of *limits*, unless one of them is full.

    Who is refused counts for nothing more: neither against the others of a network, nor as new
    counters that would drive older ones out of the cache. Brakes come last: who is asked for
    patience has been counted.

    Raises:
        LimitExceeded: of the first limit that is full.
    """
    limits = list(limits)
    for limit in limits:
        if not limit.is_brake and limit.is_full:
            raise LimitExceeded(limit)
    for limit in limits:
        if limit.add() > limit.number:  # several at once may all have seen room for one more
            raise LimitExceeded(limit)


def sender_limits(
    name: str, number: int, seconds: int, sender: str, *about: str
) -> list[RateLimit]:
    """Return the limits of who sends from the address *sender*: *number* for one connection.

    A wider network may be one subscriber too, who must not get a new count with each of its
    addresses: it has a limit of its own, some times higher. *about* is what is counted apart (a
    name, a page).
    """
    return [
        RateLimit(name, number * network.share, seconds, (network.name, *about))
        for network in networks_of(sender)
    ]


def mailbox_limits(name: str, address: str) -> list[RateLimit]:
    """Return the limits of the mails that anyone may have written to the mailbox *address*.

    Three an hour are enough for who mistyped or lost one, and flood nobody; nor do ten a day.
    """
    mailbox = canonical_mailbox(address)
    return [
        RateLimit(f"{name}-mailbox", 3, HOUR, (mailbox,), reason=MAILBOX_FULL),
        RateLimit(f"{name}-mailbox", 10, DAY, (mailbox,), reason=MAILBOX_FULL),
    ]


def canonical_mailbox(address: str) -> str:
    """Return one spelling for those that reach the same mailbox, to count and never to write to.

    Case, quotes, dots and what follows « + » are left out, as large mail services do: two people
    may be counted together, which only makes them wait. So are spaces around, as forms do.
    """
    local, _, domain = address.strip().rpartition("@")
    local = local.strip('"').partition("+")[0].replace(".", "")
    with suppress(UnicodeError):  # a domain that no mail can be written to stays as it is
        domain = punycode(domain)
    return f"{local}@{domain}".casefold()

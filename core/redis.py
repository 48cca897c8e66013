"""A Redis that is away costs one wait, not one for each thing that a page keeps there."""

from typing import Any

from redis import Redis
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import TimeoutError as NoAnswer

from core.net.breaker import Breaker

AWAY_SECONDS = 10.0  # during which it is not asked again
ASKING_SECONDS = 1.0  # to connect and to answer (normandie.settings.caches)

# All the threads of the process, and both caches, ask the same server.
breaker = Breaker("Redis", AWAY_SECONDS)


class CautiousRedis(Redis):
    """A client that leaves alone, for a while, a server that did not answer."""

    def execute_command(self, *args: Any, **options: Any) -> Any:
        """As ``Redis``. ConnectionError while the server is left alone."""
        if not breaker.lets_through(ASKING_SECONDS):
            raise NoConnection("Redis did not answer a moment ago")
        try:
            answer = super().execute_command(*args, **options)
        except (NoConnection, NoAnswer) as error:
            breaker.failed(type(error).__name__)
            raise
        breaker.answered()
        return answer

"""A Redis that is away costs one wait, not one for each thing that a page keeps there."""

import logging
import time
from typing import Any, ClassVar

from redis import Redis
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import TimeoutError as NoAnswer

AWAY_SECONDS = 10.0  # during which it is not asked again

logger = logging.getLogger(__name__)


class CautiousRedis(Redis):
    """A client that leaves alone, for a while, a server that did not answer.

    Its state is that of the process: all its threads, and both caches, ask the same server.
    """

    away_until: ClassVar[float] = 0.0  # monotonic

    def execute_command(self, *args: Any, **options: Any) -> Any:
        """As ``Redis``. ConnectionError while the server is left alone."""
        if time.monotonic() < CautiousRedis.away_until:
            raise NoConnection("Redis did not answer a moment ago")
        try:
            return super().execute_command(*args, **options)
        except (NoConnection, NoAnswer) as error:
            CautiousRedis.away_until = time.monotonic() + AWAY_SECONDS
            logger.warning(
                "Redis does not answer (%s): nothing is kept for %.0f s",
                type(error).__name__,
                AWAY_SECONDS,
            )
            raise

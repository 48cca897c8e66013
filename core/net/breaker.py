"""What is away costs one wait, not one at each question."""

import logging
import time
from threading import Lock

logger = logging.getLogger(__name__)


class Breaker:
    """Leaves alone, for a while, *what* did not answer. Its state is that of the process.

    In the cache that processes share, a page that only reads would write.
    """

    def __init__(self, what: str, seconds: float) -> None:
        self.what, self.seconds = what, seconds
        self.away_until = 0.0  # monotonic; 0 while it answers
        self._lock = Lock()

    @property
    def is_open(self) -> bool:
        """Whether it is left alone now."""
        return time.monotonic() < self.away_until

    def lets_through(self, patience: float) -> bool:
        """Return whether to ask now. After a while one question alone goes, for *patience* s."""
        with self._lock:
            if self.is_open:
                return False
            if self.away_until:
                self.away_until = time.monotonic() + patience
            return True

    def answered(self) -> None:
        self.away_until = 0.0

    def failed(self, why: str) -> None:
        """Leave it alone from now on; *why* is for the log, and quotes nothing that was asked."""
        self.away_until = time.monotonic() + self.seconds
        logger.warning("%s is away (%s): left alone for %.0f s", self.what, why, self.seconds)

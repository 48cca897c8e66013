"""What a page would have written is written in a thread: who reads never waits for who writes."""

import logging
from collections.abc import Callable
from threading import Thread

from django.db import Error, connections

logger = logging.getLogger(__name__)


def run_in_background(work: Callable[[], object]) -> None:
    """Do *work*, which writes into the database, in a thread that no answer waits for.

    What the database refuses is said in the log: a page is none the worse for it. A process that
    stops ends what it has begun.
    """

    def attempt() -> None:
        try:
            work()
        except Error as error:
            logger.warning("not written beside a page (%s)", type(error).__name__)

    start_thread(attempt)


def start_thread(work: Callable[[], None]) -> None:
    """Start a thread for *work*; the connections that it opens are closed as it ends."""

    def work_and_close() -> None:
        try:
            work()
        finally:
            connections.close_all()

    Thread(target=work_and_close).start()

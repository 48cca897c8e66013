"""What a log may say, and what it may never hold."""

import logging
import re
import traceback
from collections.abc import Iterable
from pathlib import Path

MASK = "[…]"


class MaskSecretPaths(logging.Filter):
    """Masks what follows the parts of an address after which a secret stands.

    Django logs the path of each answer that is an error: the link of a letter, or one that sets a
    new password, would let in who reads the log.
    """

    def __init__(self, after: Iterable[str]) -> None:
        super().__init__()
        parts = "|".join(map(re.escape, after))
        self.secret = re.compile(rf"({parts})[^\s'\"<>]+", re.IGNORECASE)

    def masked(self, text: str) -> str:
        return self.secret.sub(rf"\g<1>{MASK}", text)

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        masked = self.masked(said)
        if masked != said:
            record.msg, record.args = masked, None
        return True


class AwayOnOneLine(logging.Filter):
    """Says of an engine that is away which one, without the trace that each request would add."""

    def filter(self, record: logging.LogRecord) -> bool:
        from core.unavailable import reason_of  # which needs the settings that this is part of

        error = record.exc_info[1] if record.exc_info else None
        if reason := reason_of(error):
            record.msg, record.args = f"{record.getMessage()} ({reason})", None
            record.exc_info = None
        return True


FRAMES = 20  # calls told, the deepest first: enough to come from a query back to its caller


def where_failed(error: BaseException) -> str:
    """Return the type of *error* and the calls that led to it, on one line.

    Its message is left out: it may quote what a person or another site wrote.
    """
    calls = reversed(traceback.extract_tb(error.__traceback__))
    told = [f"{Path(call.filename).name}:{call.lineno} {call.name}" for call in calls]
    return f"{type(error).__name__} in {' < '.join(told[:FRAMES])}"

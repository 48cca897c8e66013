"""What no log may hold."""

import logging
import re
from collections.abc import Iterable

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

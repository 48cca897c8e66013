"""French as it is printed, in texts that are kept in files."""

import re
from collections.abc import Collection, Iterator
from html import unescape
from typing import Any

TAGS = re.compile(r"<[^>]*>")
# Typewriter apostrophe, quotes, dots or hyphens; breaking space where French wants none.
TYPEWRITER = re.compile(
    r"['\"]|\.\.\.| - | [?!;:»%€]|« |«\S(?<!«\u00a0)|[^\s\u00a0][?!;»](?=\s|$)|\d \d{3}\b"
)


def strings(value: Any, not_read: Collection[str], key: str = "") -> Iterator[str]:
    """Yield what people read in *value*, without tags; nobody reads the keys *not_read*."""
    if isinstance(value, str) and key not in not_read:
        yield unescape(TAGS.sub("\n", value))
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in not_read:
                yield from strings(item, not_read, name)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item, not_read, key)


def typewriter_french(value: Any, not_read: Collection[str]) -> list[str]:
    """Return what is ill typeset in *value*, each with its line."""
    return [
        f"{match.group()!r} in {line!r}"
        for string in strings(value, not_read)
        for line in string.splitlines()
        for match in TYPEWRITER.finditer(line)
    ]

"""A file, written once and sent to many."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Answer:
    """The bytes of a file, and the ETag that changes with them."""

    body: bytes
    etag: str


def answer(content: Any) -> Answer:
    """Write *content* as compact JSON."""
    return sealed(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())


def sealed(body: bytes) -> Answer:
    """Give *body* its ETag."""
    # Weak: the same content, whatever its compression (RFC 9110 §8.8.1).
    return Answer(body, f'W/"{hashlib.sha256(body).hexdigest()[:24]}"')

"""Questions to other machines, and the addresses that people and other sites write.

``client`` asks, within a time and a size; ``public_addresses`` says which machines may be asked;
``urls`` reads addresses that nothing says to be well written.
"""

from .client import (
    REDIRECTIONS,
    BlockedAddress,
    FetchError,
    NoAnswer,
    TooLarge,
    download,
    status_of,
)
from .urls import absolute, parts_of

__all__ = [
    "REDIRECTIONS",
    "BlockedAddress",
    "FetchError",
    "NoAnswer",
    "TooLarge",
    "absolute",
    "download",
    "parts_of",
    "status_of",
]

"""Asking Elasticsearch, within a time, and leaving it alone while it does not answer."""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import parse_qs, urlsplit

from django.conf import settings

from core.net.breaker import Breaker

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch

# Seconds to connect, and as many to answer: a page waits for one second at most, once.
PATIENCE = 0.5
FEEDING_PATIENCE = 20.0  # for who is not waited for
AWAY_SECONDS = 30.0
PREFIX = "normandie"  # of the names of the indexes, unless the address gives another

T = TypeVar("T")

breaker = Breaker("the search engine", AWAY_SECONDS)


class Away(Exception):
    """The engine did not answer, or not as it should; the message quotes nothing asked."""


def is_set() -> bool:
    """Whether the site has a search engine."""
    return bool(settings.ELASTICSEARCH_URL)


def prefix() -> str:
    """Return what the names of the indexes begin with: « ?prefix= » of the address."""
    asked = parse_qs(urlsplit(settings.ELASTICSEARCH_URL).query)
    return asked.get("prefix", [PREFIX])[-1]


def ask(question: Callable[["Elasticsearch"], T], patience: float | None = None) -> T:
    """Return what the engine answers to *question*.

    Args:
        patience: seconds, ``PATIENCE`` by default.

    Raises:
        Away: it did not, or it has not for a moment and is left alone.
    """
    from elasticsearch import ApiError, TransportError, UnsupportedProductError  # for who has one

    patience = patience or PATIENCE
    if not breaker.lets_through(2 * patience):
        raise Away("it did not answer a moment ago")
    try:
        answer = question(
            _client(settings.ELASTICSEARCH_URL.partition("?")[0]).options(request_timeout=patience)
        )
    except (ApiError, TransportError, UnsupportedProductError, Away) as error:
        why = reason(error)
        breaker.failed(why)
        raise Away(why) from None
    breaker.answered()
    return answer


def reason(error: Exception) -> str:
    """Say what *error* is without its message, which may quote what was sent."""
    if isinstance(error, Away):
        return str(error)
    return " ".join([type(error).__name__, str(getattr(error, "status_code", ""))]).strip()


@lru_cache(maxsize=4)
def _client(url: str) -> "Elasticsearch":
    """Return the client of *url*; its connections are those of the process."""
    from elasticsearch import Elasticsearch

    return Elasticsearch(url, max_retries=0, retry_on_timeout=False)

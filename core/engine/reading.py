"""Finding with the engine: numbers, keys, spellings. Each may raise ``Away``: the tables answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import client
from .client import Away, ask
from .indexes import Index
from .query import IN_ORDER, Query
from .queue import is_behind

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch

WINDOW = 10_000  # rows, past which Elasticsearch refuses to go through them
SPELLINGS = 5  # looked at for a word


@dataclass(frozen=True)
class Asked:
    """A question, and which of its rows in order: none where only their number is asked."""

    query: Query
    start: int = 0
    size: int = 0

    @property
    def is_near(self) -> bool:
        """Whether the engine goes so far."""
        return self.start + self.size <= WINDOW


@dataclass(frozen=True)
class Found:
    """How many rows answer, and the keys of those that were asked for."""

    total: int
    pks: list[int]


def is_ready() -> bool:
    """Whether to ask the engine: the tables answer without one, and while it is away or behind."""
    return client.is_set() and not client.breaker.is_open and not is_behind()


def find(index: Index, questions: Sequence[Asked]) -> list[Found]:
    """Return what answers each of *questions*, asked together.

    Raises:
        Away: the engine did not answer all of them.
    """
    searches: list[dict[str, Any]] = []
    for asked in questions:
        searches += [{"index": index.alias}, _body(asked)]

    def search(engine: "Elasticsearch") -> list[Found]:
        return [_found(answer) for answer in engine.msearch(searches=searches)["responses"]]

    return ask(search) if searches else []


def near_stems(index: Index, stem: str, least: int = 4) -> list[str]:
    """Return stems two letters away from *stem* at most, the nearest first.

    People know how a word begins: the first letter is theirs.

    Args:
        least: letters of a word that may be mended.
    """
    asked = {
        "field": "stems",
        "suggest_mode": "always",
        "max_edits": 2,
        "prefix_length": 1,
        "min_word_length": least,
        "size": SPELLINGS,
    }
    suggest = {"stems": {"text": stem, "term": asked}}

    def search(engine: "Elasticsearch") -> list[str]:
        answer = engine.search(index=index.alias, suggest=suggest, size=0)
        return [option["text"] for part in answer["suggest"]["stems"] for option in part["options"]]

    return ask(search)


def _body(asked: Asked) -> dict[str, Any]:
    return {
        "query": asked.query,
        "from": asked.start,
        "size": asked.size,
        "sort": IN_ORDER,
        "track_total_hits": True,
        "stored_fields": "_none_",
        "docvalue_fields": ["pk"],
    }


def _found(answer: dict[str, Any]) -> Found:
    if "error" in answer:
        raise Away(f"{answer['error']['type']} {answer['status']}")
    if answer["timed_out"] or answer["_shards"]["failed"]:
        raise Away("a part of the answer is missing")
    hits = answer["hits"]
    return Found(hits["total"]["value"], [int(hit["fields"]["pk"][0]) for hit in hits["hits"]])


def keys(index: Index, query: Query, most: int) -> list[int] | None:
    """Return the keys of all the rows that answer *query*, in no order; None past *most*.

    Raises:
        Away: the engine did not answer.
    """
    body = _body(Asked(query, size=most)) | {"sort": ["_doc"]}

    def search(engine: "Elasticsearch") -> Found:
        return _found(engine.search(index=index.alias, **_named(body)).body)

    found = ask(search)
    return found.pks if found.total <= most else None


def _named(body: dict[str, Any]) -> dict[str, Any]:
    """Return *body* as the client names its parts: « from » is a word of Python."""
    return {f"{name}_" if name == "from" else name: value for name, value in body.items()}

"""What is asked of the engine, in its own words, so that it answers as the tables do.

The score is a sum of whole numbers, and is exact below 2²⁴: that of the weights is the relevance
(``core.text.matching``).
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from core.text.matching import stems_read

from .indexes import WEIGHTS

Query = dict[str, Any]
NOTHING: Query = {"match_none": {}}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
IN_ORDER = [{"_score": "desc"}, {"sort_name": "asc"}, {"pk": "asc"}]


def term(field: str, value: object) -> Query:
    return {"term": {field: value}}


def among(field: str, values: Iterable[object]) -> Query:
    return {"terms": {field: list(values)}}


def after(field: str, value: int) -> Query:
    return {"range": {field: {"gt": value}}}


def microseconds(moment: datetime) -> int:
    """Return *moment* (aware) as the engine holds it, as precise as the tables."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def holding(stems: Iterable[str]) -> list[Query]:
    """Return what asks for every one of *stems*."""
    return [term("stems", stem) for stem in stems_read(stems)]


def weighing(stems: Iterable[str]) -> list[Query]:
    """Return what scores what each of *stems* weighs."""
    return [
        scoring(term(f"s{weight}", stem), weight)
        for stem in stems_read(stems)
        for weight in WEIGHTS
    ]


def scoring(condition: Query, points: int) -> Query:
    return {"constant_score": {"filter": condition, "boost": points}}


def every(conditions: list[Query], but: Iterable[Query] = ()) -> Query:
    """Return the condition that all of *conditions* hold, and none of *but*."""
    return {"bool": {"filter": conditions, "must_not": list(but)}}


def one_of(conditions: list[Query]) -> Query:
    return {"bool": {"should": conditions, "minimum_should_match": 1}}


def ranked(condition: Query, scores: list[Query]) -> Query:
    """Return what keeps what fits *condition*, with the sum of *scores*."""
    return {"bool": {"filter": [condition], "should": scores}}

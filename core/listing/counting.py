"""Counting several lists at once."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, QuerySet, Value


def count_each(lists: Sequence["QuerySet[Any, Any]"]) -> list[int]:
    """Return how many rows each of *lists* holds, whatever their models: in one query.

    A row must come once in a list: one that a join repeats counts as often.
    """
    counts = [
        _whole(rows).order_by().values(list_rank=Value(rank)).annotate(number=Count("pk"))
        for rank, rows in enumerate(lists)
    ]
    if not counts:
        return []
    numbers = {row["list_rank"]: row["number"] for row in counts[0].union(*counts[1:], all=True)}
    return [numbers.get(rank, 0) for rank in range(len(lists))]


def _whole(rows: "QuerySet[Any, Any]") -> "QuerySet[Any, Any]":
    """Return *rows* as what may be counted: a slice is read first, in its order."""
    if not rows.query.is_sliced:
        return rows
    return rows.model._default_manager.filter(pk__in=rows.values("pk"))

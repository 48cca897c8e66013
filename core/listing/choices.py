"""What closed lists hold: those of all the filters of a list, read in one query."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.db.models.expressions import Combinable

from core.text.words import fold

from .filters import ClosedListFilter
from .params import Choices


def read_choices(filters: Iterable[ClosedListFilter[Any]]) -> Choices:
    """Return the values of each of *filters* and what visitors read, by rank, then by label."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    queries = []
    for each in filters:
        if callable(each.offered):
            queries.append(each.offered(each.name))
        else:
            found[each.name] |= each.offered
    rows = queries[0].union(*queries[1:], all=True) if queries else []
    for name, value, plain, label, _ in sorted(rows, key=lambda row: (row[4], fold(row[3]))):
        found[name][value] = plain or label
    return dict(found)


def choice_rows(
    name: str,
    rows: "QuerySet[Any, Any]",
    value: str,
    label: str = "name",
    plain: Combinable | None = None,
    rank: Combinable | None = None,
) -> "QuerySet[Any, Any]":
    """Return *rows* as ``read_choices`` reads them.

    Args:
        name: the filter that they are the values of.
        rows: the closed list.
        value: the field that addresses carry.
        label: the field that says what each is called.
        plain: what visitors read instead, where it is not empty.
        rank: what they are sorted by, before their label.
    """
    empty = Value("", output_field=CharField())
    return (
        rows.order_by()
        .annotate(
            filter_name=Value(name, output_field=CharField()),
            plain_text=empty if plain is None else plain,
            list_rank=Value(0) if rank is None else rank,
        )
        .values_list("filter_name", value, "plain_text", label, "list_rank")
    )

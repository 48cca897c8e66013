"""What closed lists hold: those of all the filters of a list, read in one query."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, Model, QuerySet, Value
from django.db.models.expressions import Combinable

from core.text.words import fold

from .filters import ClosedListFilter, Offered
from .params import KnownValues

EMPTY, FIRST = Value("", output_field=CharField()), Value(0)


def read_choices(filters: Iterable[ClosedListFilter[Any]]) -> KnownValues:
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


def named(model: type[Model], value: str) -> Offered:
    """Offer the rows of *model*, by their ``name``; addresses carry the field *value*."""
    return lambda name: choice_rows(name, model._default_manager.all(), value, "name")


def choice_rows(
    name: str,
    rows: "QuerySet[Any, Any]",
    value: str,
    label: str,
    plain: Combinable = EMPTY,
    rank: Combinable = FIRST,
) -> "QuerySet[Any, Any]":
    """Return *rows* as ``read_choices`` reads them for the filter *name*.

    Fields: the *value* that addresses carry, its *label*, *plain* words that visitors read instead
    where there are some, and the *rank* that it is sorted by, before its label.
    """
    named = Value(name, output_field=CharField())
    annotated = rows.order_by().annotate(filter_name=named, plain_text=plain, list_rank=rank)
    return annotated.values_list("filter_name", value, "plain_text", label, "list_rank")

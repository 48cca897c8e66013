"""What the panel of filters of a list shows."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from .filters import Filter
from .params import KnownValues
from .search import Search


def facets_shown(
    filters: Iterable[Filter[Any, Any]],
    known: KnownValues,
    chosen: Mapping[str, list[str]],
    *,
    numbers: Mapping[str, Mapping[str, int]] | None = None,
    unfolded: Collection[str] = (),
) -> list[dict[str, Any]]:
    """Return the filters that have something to tick, for ``templates/components/facet.html``.

    Args:
        filters: in the order to show.
        known: the values that each may take, in order, with what is read.
        chosen: those that are ticked.
        numbers: how many rows have each value; one that none has is left out, unless it is ticked.
            Without, all are offered, uncounted.
        unfolded: those that show their choices at once, even where none is ticked.
    """
    shown = []
    for each in filters:
        ticked = chosen.get(each.name, [])
        counts = None if numbers is None else numbers[each.name]
        offered = [
            {
                "value": value,
                "label": label,
                "count": "" if counts is None else str(counts.get(value, 0)),
                "checked": value in ticked,
            }
            for value, label in known.get(each.name, {}).items()
            if counts is None or counts.get(value) or value in ticked
        ]
        if offered:
            shown.append(
                {
                    "param": each.name,
                    "title": each.title,
                    "choices": offered,
                    "chosen": str(len(ticked)) if ticked else "",
                    "open": bool(ticked) or each.name in unfolded,
                }
            )
    return shown


def selects_shown(search: Search) -> list[dict[str, Any]]:
    """Return the filters of which the panel has one option chosen, in the order of the table."""
    shown = []
    for each in search.filters:
        value = search.values.get(each.name)
        if options := each.options(value):
            chosen = dict(each.query_pairs(value)).get(each.name) if value else ""
            choices = [
                {"value": option, "label": label, "selected": option == chosen}
                for option, label in options.items()
            ]
            shown.append({"param": each.name, "title": each.title, "options": choices})
    return shown

"""A filter of a list, as ``templates/components/facet.html`` shows it."""

from collections.abc import Mapping
from typing import Any


def facet_shown(
    param: str,
    title: str,
    labels: Mapping[str, str],
    chosen: list[str],
    *,
    numbers: Mapping[str, int] | None = None,
    unfolded: bool = False,
) -> dict[str, Any]:
    """Return what shows one filter.

    Args:
        param: its name in the address.
        title: what it is called.
        labels: the values that it may take, in order, each with what is read.
        chosen: those that are ticked.
        numbers: how many rows have each; one that none has is left out, unless it is ticked.
            Without, all are offered, uncounted.
        unfolded: show the choices at once, even where none is ticked.
    """
    return {
        "param": param,
        "title": title,
        "choices": [
            {
                "value": value,
                "label": label,
                "count": "" if numbers is None else str(numbers.get(value, 0)),
                "checked": value in chosen,
            }
            for value, label in labels.items()
            if numbers is None or numbers.get(value) or value in chosen
        ],
        "chosen": str(len(chosen)) if chosen else "",
        "open": bool(chosen) or unfolded,
    }

"""The filters of a list, as ``templates/components/facet.html`` shows them."""

from collections.abc import Collection, Mapping
from typing import Any


def facets_shown(
    titles: Mapping[str, str],
    choices: Mapping[str, Mapping[str, str]],
    chosen: Mapping[str, list[str]],
    *,
    numbers: Mapping[str, Mapping[str, int]] | None = None,
    unfolded: Collection[str] = (),
) -> list[dict[str, Any]]:
    """Return the filters that have something to offer; each is known by its name in the address.

    Args:
        titles: what each is called, in the order to show.
        choices: the values that each may take, in order, with what is read.
        chosen: those that are ticked.
        numbers: how many rows have each value; one that none has is left out, unless it is ticked.
            Without, all are offered, uncounted.
        unfolded: those that show their choices at once, even where none is ticked.
    """
    shown = []
    for param, title in titles.items():
        ticked = chosen.get(param, [])
        counts = None if numbers is None else numbers[param]
        offered = [
            {
                "value": value,
                "label": label,
                "count": "" if counts is None else str(counts.get(value, 0)),
                "checked": value in ticked,
            }
            for value, label in choices.get(param, {}).items()
            if counts is None or counts.get(value) or value in ticked
        ]
        if offered:
            shown.append(
                {
                    "param": param,
                    "title": title,
                    "choices": offered,
                    "chosen": str(len(ticked)) if ticked else "",
                    "open": bool(ticked) or param in unfolded,
                }
            )
    return shown

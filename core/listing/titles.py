"""The title of the page of a list: what tells it from every other view of the same list.

RGAA 4.1.2, criterion 8.6: tabs, history and screen readers name a page by its title alone.
"""

from collections.abc import Collection

from .search import Search


def title_of(search: Search, heading: str, *, said: Collection[str]) -> str:
    """Return *heading* with what is asked beside it: « 52 lieux, Calvados ».

    Args:
        said: the parameters that the heading tells already.
    """
    beside = [
        label.text
        for label in search.labels()
        if not any(param in said for param, _ in label.pairs)
    ]
    return ", ".join([heading, *beside])

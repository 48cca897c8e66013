"""The sitemap of search engines: the routes that a page has under it."""

from collections.abc import Iterable
from typing import Any


def with_routes(entries: list[dict[str, Any]], routes: Iterable[str]) -> list[dict[str, Any]]:
    """Return the *entries* of a page in the sitemap, each followed by its *routes*.

    A page that is not in the sitemap has no entry, and its routes none either.
    """
    return [
        listed
        for entry in entries
        for listed in (
            entry,
            *(entry | {"location": f"{entry['location']}{route}"} for route in routes),
        )
    ]

"""The address of a search: everything that is asked, and nothing that is usual."""

from typing import Any
from urllib.parse import urlencode

from .criteria import DEFAULT_RADIUS, Criteria, Opening

Pairs = list[tuple[str, str]]


def pairs(criteria: Criteria, *, but: frozenset[str] | set[str] = frozenset()) -> Pairs:
    """Return the parameters that say *criteria* again, *but* those named.

    The page is never among them: a link that changes the question starts on its first page.
    """
    found: Pairs = [("q", criteria.text)]
    if criteria.centre and criteria.centre.commune:
        found.append(("commune", criteria.centre.commune.key))
    elif criteria.centre:
        found.append(("lat", str(criteria.centre.latitude)))
        found.append(("lon", str(criteria.centre.longitude)))
    if criteria.centre and criteria.radius != DEFAULT_RADIUS:
        found.append(("rayon", str(criteria.radius)))
    if criteria.need:
        found.append(("besoin", criteria.need.slug))
    for param, values in criteria.filters.items():
        found += [(param, value) for value in values]
    found.append(("ouvert", opening_value(criteria.opening)))
    if criteria.order_is_chosen:
        found.append(("tri", criteria.order))
    return [(param, value) for param, value in found if value and param not in but]


def opening_value(opening: Opening | None) -> str:
    """Return what the address carries for *opening*."""
    if opening is None:
        return ""
    if opening.when in Opening.MOMENTS:
        return opening.when
    return opening.day.isoformat()


def address(base: str, parameters: Pairs, **added: Any) -> str:
    """Return *base* followed by the *parameters* and those *added*."""
    query = urlencode([*parameters, *((param, str(value)) for param, value in added.items())])
    return f"{base}?{query}" if query else base


def without(parameters: Pairs, *removed: tuple[str, str]) -> Pairs:
    """Return *parameters* without the pairs *removed*."""
    return [pair for pair in parameters if pair not in removed]

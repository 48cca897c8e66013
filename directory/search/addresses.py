"""The address of a search: everything that is asked, and nothing that is usual."""

from core.listing.addresses import Pairs
from directory.search.asked import DEFAULT_RADIUS, Asked
from directory.search.criteria import Criteria, Opening


def pairs(criteria: Criteria, *, but: frozenset[str] | set[str] = frozenset()) -> Pairs:
    """Return the parameters that say *criteria* again, *but* those named.

    The page is never among them: a link that changes the question starts on its first page.
    """
    found: Pairs = [("q", criteria.text)]
    found += around_pairs(criteria)
    if criteria.need:
        found.append(("besoin", criteria.need.slug))
    for param, values in criteria.filters.items():
        found += [(param, value) for value in values]
    found.append(("ouvert", opening_value(criteria.opening)))
    if criteria.order_is_chosen:
        found.append(("tri", criteria.order))
    return [(param, value) for param, value in found if value and param not in but]


def around_pairs(criteria: Asked) -> Pairs:
    """Return the parameters that say again where to search; the usual radius is not said."""
    centre = criteria.centre
    if centre is None:
        return []
    if centre.commune:
        found: Pairs = [("commune", centre.commune.key)]
    else:
        found = [("lat", str(centre.latitude)), ("lon", str(centre.longitude))]
    if criteria.radius != DEFAULT_RADIUS:
        found.append(("rayon", str(criteria.radius)))
    return found


def opening_value(opening: Opening | None) -> str:
    """Return what the address carries for *opening*."""
    return opening.when if opening else ""
